import type { Account, Operator } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { speechIn } from '#platform/messages.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import type { Member } from './member.ts';

const AN_HOUR = 3_600_000;
/** So that nobody finds projects by guessing what they are called. */
const NAMING: Limit = { name: 'naming a project', most: 10, within: 3600 };

/** What somebody sees of a project that they opened from outside: what the core does. */
export async function openedPlace(db: Database | Tx, account: Pick<Account, 'id'>, project: string, now: Date) {
	const row = await db
		.selectFrom('openings as o')
		.innerJoin('projects as p', 'p.id', 'o.project')
		.innerJoin('operators as w', 'w.account', 'o.operator')
		.select(['p.id', 'p.name', 'p.organisation', 'p.edition', 'p.archived_at'])
		.where('o.project', '=', project)
		.where('o.operator', '=', account.id)
		.where('o.until', '>', now.toISOString())
		.executeTakeFirst();
	return row && { ...row, role: 'core', subproject: null };
}

/**
 * Opens a project from outside, for an hour, to read. For when nobody of the project can be reached and something must be known. The
 * leaders get a letter at once, and the reason stands in the journal of the project.
 */
export async function openFromOutside(
	db: Database,
	keys: Keys,
	operator: Operator,
	project: string,
	reason: string,
	now: Date = new Date(),
): Promise<void> {
	assertFresh(operator, now);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const { name } = found(await tx.selectFrom('projects').select('name').where('id', '=', project).executeTakeFirst());
			const leaders = await tx
				.selectFrom('memberships as m')
				.innerJoin('accounts as a', 'a.id', 'm.account')
				.select(['a.id', 'a.address', 'a.language'])
				.where('m.project', '=', project)
				.where('m.role', '=', 'leader')
				.where('m.until', 'is', null)
				.execute();
			await tx
				.insertInto('openings')
				.values({
					id: newId(now),
					project,
					operator: operator.id,
					reason,
					opened_at: now.toISOString(),
					until: new Date(now.getTime() + AN_HOUR).toISOString(),
				})
				.execute();
			for (const { id, address, language } of leaders) {
				const speech = speechIn(language as Language);
				await write(
					tx,
					keys,
					{
						to: { account: id, address, language: language as Language },
						kind: 'projects.opened',
						subject: speech.say('projects.openedSubject', { project: name }),
						paragraphs: [speech.say('projects.openedText', { operator: operator.name, project: name }), reason],
					},
					now,
				);
			}
			return record({
				chain: project,
				actor: operator.pseudonym,
				action: 'projects.opened-from-outside',
				object: project,
				channel: 'screen',
				after: { reason },
			});
		},
		now,
	);
}

export type Named = { ok: true; id: string } | { ok: false; issue: 'projects.noSuchProject' | 'projects.severalSuch' };

/** The project of exactly this name or id. Operators get no list to choose from. */
export async function findProjectNamed(
	db: Database,
	keys: Keys,
	operator: Operator,
	typed: string,
	now: Date = new Date(),
): Promise<Named> {
	if (!(await spend(db, keys, NAMING, operator.id, now))) throw new Refusal('too-much', 'platform.tooMuch');
	const rows = await db
		.selectFrom('projects')
		.select('id')
		.where((e) => e.or([e('id', '=', typed), e('name', '=', typed)]))
		.limit(2)
		.execute();
	const [one, another] = rows;
	if (!one) return { ok: false, issue: 'projects.noSuchProject' };
	return another ? { ok: false, issue: 'projects.severalSuch' } : { ok: true, id: one.id };
}

export interface Opening {
	project: string;
	name: string;
	until: string;
}

const running = (db: Database | Tx, now: Date) =>
	db
		.selectFrom('openings as o')
		.innerJoin('projects as p', 'p.id', 'o.project')
		.select(['o.project', 'p.name'])
		.select((e) => e.fn.max('o.until').as('until'))
		.where('o.until', '>', now.toISOString())
		.groupBy(['o.project', 'p.name']);

/** What this operator has open now. */
export const openingsOf = (db: Database, operator: Operator, now: Date = new Date()): Promise<Opening[]> =>
	running(db, now).where('o.operator', '=', operator.id).orderBy('p.name').execute();

/** Until when the project is open from outside, for everybody in it to know; null when it is not. */
export async function openUntil(db: Database, { project, isOpener, account }: Member, now: Date = new Date()): Promise<string | null> {
	const row = await running(db, now)
		.where('o.project', '=', project.id)
		.$if(isOpener, (query) => query.where('o.operator', '=', account))
		.executeTakeFirst();
	return row?.until ?? null;
}

/** Ends the hour before it is over. */
export async function closeOpening(db: Database, keys: Keys, operator: Operator, project: string, now: Date = new Date()): Promise<void> {
	const at = now.toISOString();
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const closed = await tx
				.updateTable('openings')
				.set({ until: at })
				.where('project', '=', project)
				.where('operator', '=', operator.id)
				.where('until', '>', at)
				.returning('id')
				.execute();
			found(closed[0]);
			return record({ chain: project, actor: operator.pseudonym, action: 'projects.opening-closed', object: project, channel: 'screen' });
		},
		now,
	);
}
