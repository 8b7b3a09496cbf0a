import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { speechIn } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';
import { isLocked, type Level } from '#projects/level.ts';
import type { Member, Role } from '#projects/member.ts';
import { mayReadAt, type Placed } from '#projects/reading.ts';
import { titleOf, type Words } from './entry.ts';

export interface Colleague {
	account: string;
	name: string;
	role: Role;
	subproject: string | null;
}

/** Who takes part in the project now. */
async function colleaguesIn(db: Database | Tx, project: string): Promise<Colleague[]> {
	const rows = await db
		.selectFrom('memberships as m')
		.innerJoin('accounts as a', 'a.id', 'm.account')
		.select(['a.id as account', 'a.name', 'm.role', 'm.subproject'])
		.where('m.project', '=', project)
		.where('m.until', 'is', null)
		.where('a.id', 'not in', db.selectFrom('deactivations').select('account'))
		.execute();
	return rows.map((row) => ({ ...row, role: row.role as Role }));
}

/** Who could do an action there: who may read of it, and does more than read along. */
const mayOwn = (colleague: Colleague, placed: Placed): boolean =>
	colleague.role !== 'reader' && mayReadAt({ ...colleague, isOpener: false, isByToken: false }, placed);

/** Who can be chosen to do an action there. Who is in one part only knows of nobody in the others. */
export async function possibleOwners(db: Database | Tx, member: Member, placed: Placed): Promise<Colleague[]> {
	const collator = new Intl.Collator('nl');
	const colleagues = await colleaguesIn(db, member.project.id);
	return colleagues
		.filter((one) => mayOwn(one, placed))
		.filter((one) => member.role !== 'subproject' || one.account === member.account || one.subproject === member.subproject)
		.toSorted((one, other) => collator.compare(one.name, other.name));
}

export async function assertMayOwn(tx: Tx, member: Member, placed: Placed, owner: string | null): Promise<void> {
	if (owner === null) return;
	const possible = await possibleOwners(tx, member, placed);
	if (!possible.some(({ account }) => account === owner)) throw new Refusal('conflict', 'logbook.ownerCannotRead');
}

/** Whose action it becomes hears of it. What stands above internal is not named outside. */
export async function tellOwner(
	tx: Tx,
	keys: Keys,
	member: Member,
	{ level, words, owner, dueOn }: { level: Level; words: Words; owner: string; dueOn: string | null },
	now: Date,
): Promise<void> {
	const row = await tx.selectFrom('accounts').select(['name', 'address', 'language']).where('id', '=', owner).executeTakeFirstOrThrow();
	const language = row.language as Language;
	const { say, day } = speechIn(language);
	await write(
		tx,
		keys,
		{
			to: { account: owner, address: row.address, language },
			kind: 'logbook.action',
			subject: say('logbook.actionSubject'),
			paragraphs: [
				say('logbook.actionText', { name: row.name, by: member.name, project: member.project.name }),
				isLocked(level) ? say('logbook.lockedText') : titleOf({ words }),
				...(dueOn === null ? [] : [say('logbook.dueText', { day: day(dueOn) })]),
			],
		},
		now,
	);
}
