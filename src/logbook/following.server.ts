import { type Database, type Tx, tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Member } from '#projects/member.ts';
import { entryFor } from './entries.server.ts';

/** What can be followed: an entry or a junction by its id, or the project itself. */
export type Subject = { kind: 'entry' | 'junction'; id: string } | { kind: 'project' };

const rowOf = (member: Member, subject: Subject) => ({
	account: member.account,
	project: member.project.id,
	kind: subject.kind,
	subject: 'id' in subject ? subject.id : '',
});

/** From now on this member hears of it. To do it twice is to do it once. What they may not read they cannot follow. */
export async function follow(db: Database, keys: Keys, member: Member, subject: Subject, now: Date = new Date()): Promise<void> {
	await tx(db, async (tx) => {
		if (subject.kind === 'entry') await entryFor(tx, keys, member, subject.id);
		// Who opened a project from outside takes no part in it.
		if (!member.isOpener) await keep(tx, member, subject, now);
	});
}

/** Who writes something hears how it goes on, without asking for it. */
export const followBeside = async (tx: Tx, member: Member, entry: string, now: Date): Promise<void> => {
	if (!member.isByToken) await keep(tx, member, { kind: 'entry', id: entry }, now);
};

async function keep(tx: Tx, member: Member, subject: Subject, now: Date): Promise<void> {
	await tx
		.insertInto('follows')
		.values({ ...rowOf(member, subject), since: now.toISOString() })
		.onConflict((c) => c.doNothing())
		.execute();
}

export async function unfollow(db: Database | Tx, member: Member, subject: Subject): Promise<void> {
	const { account, project, kind, subject: id } = rowOf(member, subject);
	await db
		.deleteFrom('follows')
		.where('account', '=', account)
		.where('project', '=', project)
		.where('kind', '=', kind)
		.where('subject', '=', id)
		.execute();
}

export async function isFollowing(db: Database | Tx, member: Member, subject: Subject): Promise<boolean> {
	const { account, project, kind, subject: id } = rowOf(member, subject);
	const row = await db
		.selectFrom('follows')
		.select('since')
		.where('account', '=', account)
		.where('project', '=', project)
		.where('kind', '=', kind)
		.where('subject', '=', id)
		.executeTakeFirst();
	return row !== undefined;
}
