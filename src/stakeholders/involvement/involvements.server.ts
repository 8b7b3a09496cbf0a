import type { Channel, Mark } from '#logbook/entry.ts';
import { dayOf } from '#logbook/question.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { handsIn } from '#projects/hands.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import type { Member } from '#projects/member.ts';
import { judgementsFor } from '../judgements.server.ts';
import type { Stakeholder } from '../stakeholder.ts';
import { stakeholdersFor } from '../stakeholders.server.ts';
import { type Contact, contactsOf } from './contact.ts';
import { unpackedInvolvement } from './content.ts';
import type { Involvement, State } from './involvement.ts';
import { rhythmFor } from './rhythms.server.ts';

/** Every version of the moments of these stakeholders, the newest of each first; which they are was decided before. */
async function versionsOf(
	db: Database | Tx,
	keys: Keys,
	{ project }: Member,
	stakeholders: readonly Stakeholder[],
): Promise<Map<string, Involvement[]>> {
	if (stakeholders.length === 0) return new Map();
	const rows = await db
		.selectFrom('stakeholder_involvements as i')
		.leftJoin('accounts as a', 'a.id', 'i.author')
		.leftJoin('accounts as o', 'o.id', 'i.owner')
		.select(['i.involvement', 'i.version', 'i.stakeholder', 'i.state', 'i.owner', 'i.made_at', 'i.channel', 'i.content'])
		.select(['a.name as author_name', 'o.name as owner_name'])
		.where(
			'i.stakeholder',
			'in',
			stakeholders.map(({ id }) => id),
		)
		.orderBy('i.involvement')
		.orderBy('i.version', 'desc')
		.execute();
	const keyOf = ({ involvement, version }: (typeof rows)[number]) => `${involvement} ${version}`;
	const [own, hands] = await Promise.all([
		projectKeys(db, keys, project.id),
		handsIn(db, project.id, ['stakeholder_involvements'], rows.map(keyOf)),
	]);
	const levels = new Map(stakeholders.map(({ id, level }) => [id, level]));
	const versions = rows.map((row): Involvement => {
		const { involvement: id, version, stakeholder } = row;
		const changed: Mark = { at: row.made_at, name: row.author_name ?? hands('stakeholder_involvements', keyOf(row), 'author') };
		return {
			...{ id, version, stakeholder, state: row.state as State, owner: row.owner, changed, channel: row.channel as Channel },
			ownerName: row.owner_name ?? hands('stakeholder_involvements', keyOf(row), 'owner'),
			...unpackedInvolvement(own, { id, version, level: levels.get(stakeholder) ?? 'core' }, row.content),
		};
	});
	return Map.groupBy(versions, ({ id }) => id);
}

/** The moments of these stakeholders as they stand now. */
export async function involvementsFor(
	db: Database | Tx,
	keys: Keys,
	member: Member,
	stakeholders: readonly Stakeholder[],
): Promise<Involvement[]> {
	return [...(await versionsOf(db, keys, member, stakeholders)).values()].flatMap(([newest]) => newest ?? []);
}

/** One moment with whom it is about and all its versions, the newest first. Of whom this member does not see, it is not found. */
export async function involvementFor(
	db: Database | Tx,
	keys: Keys,
	member: Member,
	id: string,
): Promise<{ stakeholder: Stakeholder; involvement: Involvement; versions: Involvement[] }> {
	const row = await db.selectFrom('stakeholder_involvements').select('stakeholder').where('involvement', '=', id).executeTakeFirst();
	const stakeholder = found((await stakeholdersFor(db, keys, member)).find((one) => one.id === row?.stakeholder));
	const versions = (await versionsOf(db, keys, member, [stakeholder])).get(id) ?? [];
	return { stakeholder, involvement: found(versions[0]), versions };
}

/** How it stands with each of these stakeholders. */
export async function contactsFor(
	db: Database,
	keys: Keys,
	member: Member,
	stakeholders: readonly Stakeholder[],
	now: Date = new Date(),
): Promise<Contact[]> {
	const [judged, involvements, rhythm] = await Promise.all([
		judgementsFor(db, keys, member, stakeholders),
		involvementsFor(db, keys, member, stakeholders),
		rhythmFor(db, member),
	]);
	return contactsOf(stakeholders, judged, involvements, rhythm, dayOf(now));
}
