import type { Administrator } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { type Acting, act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { assertMayLead, type By, endAndTell, startMembership } from './taking-part.server.ts';

export interface NamedProject {
	id: string;
	name: string;
}

/** The projects that somebody leads who can come in. */
const led = (db: Database | Tx) =>
	db
		.selectFrom('memberships')
		.select('project')
		.where('role', '=', 'leader')
		.where('until', 'is', null)
		// Who led it where it came from has no account here.
		.where('account', 'is not', null)
		.where('account', 'not in', db.selectFrom('deactivations').select('account'));

/** For verbs after which a project at work might be without a leader: nobody could add one then. */
export async function assertLed(tx: Tx, project: string): Promise<void> {
	const leaderless = await tx
		.selectFrom('projects')
		.select('id')
		.where('id', '=', project)
		.where('archived_at', 'is', null)
		.where('id', 'not in', led(tx))
		.executeTakeFirst();
	if (leaderless) throw new Refusal('conflict', 'projects.lastLeader');
}

/** Ends a membership, unless it is that of the last leader. */
export async function endUnlessLast(acting: Acting, at: { project: string; membership: string }, by: By, now: Date) {
	const ended = await endAndTell(acting, at, by, now);
	if (ended.result === 'leader') await assertLed(acting.tx, at.project);
	return ended;
}

/** The projects at work that have this person as their only leader. */
export async function projectsLedAlone(db: Database | Tx, account: string): Promise<NamedProject[]> {
	return db
		.selectFrom('memberships as m')
		.innerJoin('projects as p', 'p.id', 'm.project')
		.select(['p.id', 'p.name'])
		.where('m.account', '=', account)
		.where('m.role', '=', 'leader')
		.where('m.until', 'is', null)
		.where('p.archived_at', 'is', null)
		.where('p.id', 'not in', led(db).where('account', '!=', account))
		.orderBy('p.began_at')
		.execute();
}

/**
 * The projects of the administrator's organisation that nobody leads: after a restored backup, when their leader cannot come in any
 * more, or when everybody left what was closed.
 */
export async function projectsWithoutLeader(db: Database, administrator: Administrator): Promise<NamedProject[]> {
	return db
		.selectFrom('projects')
		.select(['id', 'name'])
		.where('organisation', '=', administrator.organisation)
		.where('id', 'not in', led(db))
		.orderBy('began_at')
		.execute();
}

/** Gives a project that nobody leads a leader of the administrator's own organisation. It gives no administrator a way into one that is led. */
export async function appointLeader(
	db: Database,
	keys: Keys,
	administrator: Administrator,
	given: { project: string; leader: string },
	now: Date = new Date(),
): Promise<void> {
	assertFresh(administrator, now);
	const { organisation, pseudonym } = administrator;
	await act(
		db,
		keys,
		async (acting) => {
			const { tx } = acting;
			const project = tx.selectFrom('projects').select('id').where('id', '=', given.project).where('organisation', '=', organisation);
			found(await project.executeTakeFirst());
			if (await tx.selectFrom('projects').select('id').where('id', '=', given.project).where('id', 'in', led(tx)).executeTakeFirst())
				throw new Refusal('conflict', 'projects.hasLeader');
			return leadFrom(acting, given.project, given.leader, { actor: pseudonym, channel: 'screen' }, now);
		},
		now,
	);
}

/** Makes somebody of the project's own organisation its leader, whatever they were in it before. */
export async function leadFrom({ tx, record }: Acting, project: string, account: string, by: By, now: Date) {
	await assertMayLead(tx, project, account, { role: 'leader', subproject: null });
	const before = await tx
		.updateTable('memberships')
		.set({ until: now.toISOString() })
		.where('project', '=', project)
		.where('account', '=', account)
		.where('until', 'is', null)
		.returning('role')
		.executeTakeFirst();
	await startMembership(tx, { project, account, role: 'leader', subproject: null }, now);
	const { pseudonym } = await tx.selectFrom('accounts').select('pseudonym').where('id', '=', account).executeTakeFirstOrThrow();
	return record({
		...by,
		chain: project,
		action: 'projects.leader-appointed',
		object: pseudonym,
		...(before ? { before: { role: before.role } } : {}),
		after: { role: 'leader' },
	});
}
