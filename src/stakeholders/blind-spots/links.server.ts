import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { hashOfToken, newId, newToken } from '#platform/tokens.ts';
import { handsIn } from '#projects/hands.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { aboutStakeholder } from '../recording.ts';
import { maySeeStakeholders } from '../stakeholder.ts';
import { type Link, mayAskColleagues, mayEndLink } from './link.ts';

const DAY = 86_400_000;

/** Gives the secret of a new address, to be shown once; only its hash is kept. */
export function askColleagues(
	db: Database,
	keys: Keys,
	member: Member,
	given: { question: string; days: number },
	now: Date = new Date(),
	secret: string = newToken(),
): Promise<string> {
	if (!mayAskColleagues(member)) throw notAllowed(member);
	const id = newId(now);
	const until = new Date(now.getTime() + given.days * DAY).toISOString();
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const { project, account: maker } = member;
			await tx
				.insertInto('blind_spot_links')
				.values({
					...{ id, project: project.id, hash: hashOfToken(secret), question: given.question },
					...{ maker, made_at: now.toISOString(), open_until: until },
				})
				.execute();
			return record(
				{ ...aboutStakeholder(member, { id, level: 'internal' }), action: 'stakeholders.colleagues-asked', after: { until } },
				secret,
			);
		},
		now,
	);
}

/** Ends a link before its time; at once nobody comes in by it. */
export function endLink(db: Database, keys: Keys, member: Member, id: string, now: Date = new Date()): Promise<void> {
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const link = found((await linksFor(tx, member, now)).find((one) => one.id === id));
			if (!mayEndLink(member, link)) throw notAllowed(member);
			if (!link.isOpen) throw new Refusal('conflict', 'stakeholders.linkIsOver');
			await tx.updateTable('blind_spot_links').set({ open_until: now.toISOString() }).where('id', '=', id).execute();
			return record({ ...aboutStakeholder(member, { id, level: 'internal' }), action: 'stakeholders.asking-ended' });
		},
		now,
	);
}

/** What was handed out, the newest first. */
export async function linksFor(db: Database | Tx, member: Member, now: Date = new Date()): Promise<Link[]> {
	if (!maySeeStakeholders(member)) throw notAllowed(member);
	const rows = await db
		.selectFrom('blind_spot_links as l')
		.leftJoin('accounts as a', 'a.id', 'l.maker')
		.leftJoin('named_parties as n', 'n.link', 'l.id')
		.select((e) => ['l.id', 'l.question', 'l.maker', 'a.name', 'l.made_at', 'l.open_until', e.fn.count<number>('n.id').as('named')])
		.where('l.project', '=', member.project.id)
		.groupBy(['l.id', 'l.question', 'l.maker', 'a.name', 'l.made_at', 'l.open_until'])
		.orderBy('l.id', 'desc')
		.execute();
	const ids = rows.map(({ id }) => id);
	const hands = await handsIn(db, member.project.id, ['blind_spot_links'], ids);
	return rows.map(({ id, question, maker, name, made_at, open_until, named }) => ({
		...{ id, question, maker, madeAt: made_at, openUntil: open_until, named: Number(named) },
		makerName: name ?? hands('blind_spot_links', id, 'maker'),
		isOpen: open_until > now.toISOString(),
	}));
}
