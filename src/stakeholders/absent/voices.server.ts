import type { Database, Tx } from '#platform/database/database.server.ts';
import { found } from '#platform/refusals.ts';
import { handsIn } from '#projects/hands.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { maySeeStakeholders } from '../stakeholder.ts';
import { PROPOSALS, type Proposal, type Voice } from './voice.ts';

/** Who is not at the table but matters, in the order in which they were thought of; also who is not on the list any more. */
export async function voicesFor(db: Database | Tx, member: Member): Promise<Voice[]> {
	if (!maySeeStakeholders(member)) throw notAllowed(member);
	const { id: project } = member.project;
	const rows = await db
		.selectFrom('absent_voices as v')
		.leftJoin('accounts as s', 's.id', 'v.spokesperson')
		.leftJoin('accounts as c', 'c.id', 'v.changed_by')
		.leftJoin('accounts as l', 'l.id', 'v.left_by')
		.selectAll('v')
		.select(['s.name as speaker', 'c.name as changer', 'l.name as leaver'])
		.where('v.project', '=', project)
		.orderBy('v.id')
		.execute();
	const ids = rows.map(({ id }) => id);
	const hands = await handsIn(db, project, ['absent_voices'], ids);
	const voices = rows.map((row): Voice => {
		const hand = (field: string) => hands('absent_voices', row.id, field);
		return {
			...{ id: row.id, name: row.name, question: row.question, version: row.version, addedAt: row.added_at },
			...{ spokesperson: row.spokesperson, spokespersonName: row.spokesperson_name },
			proposal: row.proposal === '' ? null : (row.proposal as Proposal),
			speaks: row.speaker ?? (hand('spokesperson') || row.spokesperson_name),
			changed: { at: row.changed_at, name: row.changer ?? hand('changed_by') },
			left: row.left_at === null ? null : { at: row.left_at, name: row.leaver ?? hand('left_by'), reason: row.left_reason ?? '' },
		};
	});
	// What was taken over at once stands as it was proposed.
	const rank = ({ proposal }: Voice) => (proposal === null ? PROPOSALS.length : PROPOSALS.indexOf(proposal));
	return voices.toSorted((one, other) => (one.addedAt < other.addedAt ? -1 : one.addedAt > other.addedAt ? 1 : rank(one) - rank(other)));
}

export const voiceFor = async (db: Database | Tx, member: Member, id: string): Promise<Voice> =>
	found(maySeeStakeholders(member) ? (await voicesFor(db, member)).find((one) => one.id === id) : null);
