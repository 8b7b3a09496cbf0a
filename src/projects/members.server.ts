import type { Account, Operator } from '#accounts/account.ts';
import { isFresh } from '#accounts/account.ts';
import { findAccountAt } from '#accounts/finding-account.server.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { speechIn } from '#platform/messages.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import { type Member, mayManageMembers, maySeeMembers, ROLES, type Role } from './member.ts';

const AN_HOUR = 3_600_000;

/**
 * The account as a member of this project. The one maker of a `Member`: for who is none the project is not found, as if it were
 * not there. An operator is a member for an hour after opening it, and only reads.
 */
export async function memberOf(db: Database | Tx, account: Account, project: string, now: Date = new Date()): Promise<Member> {
	const row = await db
		.selectFrom('memberships as m')
		.innerJoin('projects as p', 'p.id', 'm.project')
		.select(['m.role', 'm.subproject', 'p.id', 'p.name', 'p.organisation', 'p.archived_at'])
		.where('m.project', '=', project)
		.where('m.account', '=', account.id)
		.where('m.until', 'is', null)
		.executeTakeFirst();
	const place = row ?? (await openedPlace(db, account, project, now));
	const { id, name, organisation, archived_at, role, subproject } = found(place);
	return {
		account: account.id,
		pseudonym: account.pseudonym,
		name: account.name,
		role: role as Role,
		subproject,
		project: { id, name, organisation, isArchived: archived_at !== null },
		isOpener: row === undefined,
	} as unknown as Member;
}

async function openedPlace(db: Database | Tx, account: Account, project: string, now: Date) {
	const row = await db
		.selectFrom('openings as o')
		.innerJoin('projects as p', 'p.id', 'o.project')
		.innerJoin('operators as w', 'w.account', 'o.operator')
		.select(['p.id', 'p.name', 'p.organisation', 'p.archived_at'])
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
	if (!isFresh(operator, now)) throw new Refusal('not-allowed', 'accounts.notFresh');
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

export interface MemberRow {
	membership: string;
	name: string;
	organisation: string;
	role: Role;
	subproject: string | null;
	since: string;
	until: string | null;
}

/** Everybody who takes part, the leader first, and then who did. */
export async function membersFor(db: Database, member: Member): Promise<MemberRow[]> {
	if (!maySeeMembers(member)) throw new Refusal('not-allowed', 'projects.notAllowed');
	const rows = await db
		.selectFrom('memberships as m')
		.leftJoin('accounts as a', 'a.id', 'm.account')
		.leftJoin('organisations as o', 'o.id', 'a.organisation')
		.leftJoin('subprojects as s', 's.id', 'm.subproject')
		.select(['m.id as membership', 'a.name', 'o.name as organisation', 'm.role', 's.name as subproject', 'm.since', 'm.until'])
		.where('m.project', '=', member.project.id)
		.execute();
	const collator = new Intl.Collator('nl');
	return rows
		.map((row) => ({ ...row, name: row.name ?? '', organisation: row.organisation ?? '', role: row.role as Role }))
		.toSorted(
			(one, other) =>
				Number(one.until !== null) - Number(other.until !== null) ||
				ROLES.indexOf(one.role) - ROLES.indexOf(other.role) ||
				collator.compare(one.name, other.name),
		);
}

export type Added = { ok: true } | { ok: false; issue: 'projects.nobodyThere' | 'projects.isMember' };

/** Takes somebody with an account into the project. Who asks must know the exact address: nobody gets a list to choose from. */
export async function addMember(
	db: Database,
	keys: Keys,
	leader: Member,
	given: { addressKey: string; role: Role; subproject: string | null },
	now: Date = new Date(),
): Promise<Added> {
	if (!mayManageMembers(leader)) throw new Refusal('not-allowed', 'projects.notAllowed');
	const { project } = leader;
	const account = await findAccountAt(db, given.addressKey);
	if (!account) return { ok: false, issue: 'projects.nobodyThere' };
	const there = await db
		.selectFrom('memberships')
		.select('id')
		.where('project', '=', project.id)
		.where('account', '=', account.id)
		.where('until', 'is', null)
		.executeTakeFirst();
	if (there) return { ok: false, issue: 'projects.isMember' };
	const subproject = given.role === 'subproject' ? given.subproject : null;
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			if (given.role === 'subproject') await assertPart(tx, project.id, subproject);
			const id = newId(now);
			await tx
				.insertInto('memberships')
				.values({ id, project: project.id, account: account.id, role: given.role, subproject, since: now.toISOString(), until: null })
				.execute();
			return record({
				chain: project.id,
				actor: leader.pseudonym,
				action: 'projects.member-added',
				object: account.pseudonym,
				channel: 'screen',
				after: { role: given.role, subproject },
			});
		},
		now,
	);
	return { ok: true };
}

async function assertPart(tx: Tx, project: string, subproject: string | null): Promise<void> {
	const part = await tx
		.selectFrom('subprojects')
		.select('id')
		.where('id', '=', subproject ?? '')
		.where('project', '=', project)
		.executeTakeFirst();
	found(part);
}

/** Ends a membership; from the next request on the project is gone for them. The last leader stays, or nobody could add one. */
export async function endMembership(db: Database, keys: Keys, leader: Member, membership: string, now: Date = new Date()): Promise<void> {
	if (!mayManageMembers(leader)) throw new Refusal('not-allowed', 'projects.notAllowed');
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const ended = await tx
				.updateTable('memberships')
				.set({ until: now.toISOString() })
				.where('id', '=', membership)
				.where('project', '=', leader.project.id)
				.where('until', 'is', null)
				.returning(['account', 'role'])
				.executeTakeFirst();
			const { account, role } = found(ended);
			if (role === 'leader') await assertLeaderLeft(tx, leader.project.id);
			const who =
				account === null ? null : await tx.selectFrom('accounts').select('pseudonym').where('id', '=', account).executeTakeFirst();
			return record({
				chain: leader.project.id,
				actor: leader.pseudonym,
				action: 'projects.membership-ended',
				object: who?.pseudonym ?? membership,
				channel: 'screen',
				before: { role },
			});
		},
		now,
	);
}

async function assertLeaderLeft(tx: Tx, project: string): Promise<void> {
	const another = await tx
		.selectFrom('memberships')
		.select('id')
		.where('project', '=', project)
		.where('role', '=', 'leader')
		.where('until', 'is', null)
		.executeTakeFirst();
	if (!another) throw new Refusal('conflict', 'projects.lastLeader');
}
