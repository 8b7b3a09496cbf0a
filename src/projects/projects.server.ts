import { randomBytes } from 'node:crypto';
import type { Account, Administrator } from '#accounts/account.ts';
import type { TokenHolder } from '#api-tokens/token-holder.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import { assertNameFree, columnsOf, insertAreas, told } from './facts.server.ts';
import type { FactsGiven } from './facts.ts';
import { type Member, mayManageMembers, notAllowed, type Role } from './member.ts';

const KEY_BYTES = 32;

/** What a project begins with. What is not known yet is said later. */
export type Beginning = Partial<FactsGiven> & { name: string; leader: string };

/** Begins a project of the administrator's own organisation, led by somebody of it. Gives its id. */
export async function beginProject(
	db: Database,
	keys: Keys,
	administrator: Administrator,
	given: Beginning,
	now: Date = new Date(),
): Promise<string> {
	const id = newId(now);
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const leader = await tx
				.selectFrom('accounts')
				.select(['id', 'pseudonym'])
				.where('id', '=', given.leader)
				.where('organisation', '=', administrator.organisation)
				.where('id', 'not in', tx.selectFrom('deactivations').select('account'))
				.executeTakeFirst();
			const { pseudonym } = found(leader);
			await assertNameFree(tx, { ...given, organisation: administrator.organisation });
			await tx
				.insertInto('projects')
				.values({
					id,
					organisation: administrator.organisation,
					...columnsOf(given),
					key: keys.seal(`project ${id}`, randomBytes(KEY_BYTES).toString('base64')),
					began_at: now.toISOString(),
					archived_at: null,
				})
				.execute();
			await insertAreas(tx, id, given.codes ?? []);
			await tx
				.insertInto('memberships')
				.values({
					id: newId(now),
					project: id,
					account: given.leader,
					role: 'leader',
					subproject: null,
					since: now.toISOString(),
					until: null,
				})
				.execute();
			return record(
				{
					chain: id,
					actor: administrator.pseudonym,
					action: 'projects.begun',
					object: id,
					channel: 'screen',
					after: { ...told(given), leader: pseudonym },
				},
				id,
			);
		},
		now,
	);
}

export interface OwnProject {
	id: string;
	name: string;
	organisation: string;
	/** Its CBS code, where it is known. */
	municipality: string | null;
	role: Role;
	isArchived: boolean;
}

/** The projects somebody takes part in. Of others nobody learns that they are there. */
export async function projectsFor(db: Database, account: Account | TokenHolder): Promise<OwnProject[]> {
	const rows = await db
		.selectFrom('memberships as m')
		.innerJoin('projects as p', 'p.id', 'm.project')
		.innerJoin('organisations as o', 'o.id', 'p.organisation')
		.select(['p.id', 'p.name', 'o.name as organisation', 'p.municipality', 'm.role', 'p.archived_at'])
		.where('m.account', '=', account.id)
		.where('m.until', 'is', null)
		.execute();
	return rows
		.map(({ archived_at, role, ...row }) => ({ ...row, role: role as Role, isArchived: archived_at !== null }))
		.toSorted((one, other) => new Intl.Collator('nl').compare(one.name, other.name));
}

/** The names of the projects an organisation leads, for who looks after its people: enough to appoint a leader, and no more. */
export async function projectsOf(db: Database, administrator: Administrator): Promise<{ id: string; name: string }[]> {
	return db
		.selectFrom('projects')
		.select(['id', 'name'])
		.where('organisation', '=', administrator.organisation)
		.orderBy('began_at')
		.execute();
}

/** The parts of a project; who is in one part only knows of that one. */
export async function subprojectsFor(db: Database, member: Member): Promise<{ id: string; name: string }[]> {
	return db
		.selectFrom('subprojects')
		.select(['id', 'name'])
		.where('project', '=', member.project.id)
		.$if(member.role === 'subproject', (query) => query.where('id', '=', member.subproject ?? ''))
		.orderBy('name')
		.execute();
}

/** Makes a part of the project, for people who work on that alone. */
export async function addSubproject(db: Database, keys: Keys, leader: Member, name: string, now: Date = new Date()): Promise<string> {
	if (!mayManageMembers(leader)) throw notAllowed(leader);
	const id = newId(now);
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			await tx.insertInto('subprojects').values({ id, project: leader.project.id, name }).execute();
			return record(
				{
					chain: leader.project.id,
					actor: leader.pseudonym,
					action: 'projects.subproject-added',
					object: id,
					channel: 'screen',
					after: { name },
				},
				id,
			);
		},
		now,
	);
}
