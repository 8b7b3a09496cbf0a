import type { Account } from '#accounts/account.ts';
import { findAccountAt } from '#accounts/finding-account.server.ts';
import type { TokenHolder } from '#api-tokens/token-holder.ts';
import { trialOverOf } from '#organisations/trial.server.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { seatsFromElsewhere } from './hands.server.ts';
import { endUnlessLast } from './leading.server.ts';
import { type Member, mayDecideOn, mayManageMembers, maySeeMembers, notAllowed, ROLES, type Role, roleByToken } from './member.ts';
import { tellAdded } from './member-letters.server.ts';
import { openedPlace } from './opening.server.ts';
import { assertMayLead, assertPart, placeOf, startMembership } from './taking-part.server.ts';

/**
 * The account as a member of this project. The one maker of a `Member`: for who is none the project is not found, as if it were
 * not there. An operator is a member for an hour after opening it, and only reads, by no token.
 */
export async function memberOf(
	db: Database | Tx,
	account: Account | TokenHolder,
	project: string,
	now: Date = new Date(),
): Promise<Member> {
	return seatedAs(db, account, project, now);
}

/**
 * The member behind something that was asked for and is made once they left the page: as they take part by then, or null where they do
 * not any more. For what they may read; nothing is done in their name by it.
 */
export async function memberBehind(db: Database, account: string, project: string, now: Date = new Date()): Promise<Member | null> {
	const person = await db
		.selectFrom('accounts')
		.select(['id', 'pseudonym', 'name', 'language', 'organisation'])
		.where('id', '=', account)
		.where('id', 'not in', db.selectFrom('deactivations').select('account'))
		.executeTakeFirst();
	if (!person || !(await isThere(db, project, account))) return null;
	return seatedAs(db, { ...person, language: person.language as Language }, project, now);
}

async function seatedAs(
	db: Database | Tx,
	account: Pick<Account, 'id' | 'pseudonym' | 'name' | 'language' | 'organisation'> | TokenHolder,
	project: string,
	now: Date,
): Promise<Member> {
	const holder = 'scopes' in account ? account : null;
	const row = await db
		.selectFrom('memberships as m')
		.innerJoin('projects as p', 'p.id', 'm.project')
		.select(['m.role', 'm.subproject', 'p.id', 'p.name', 'p.organisation', 'p.edition', 'p.archived_at'])
		.where('m.project', '=', project)
		.where('m.account', '=', account.id)
		.where('m.until', 'is', null)
		.executeTakeFirst();
	const place = row ?? (holder ? undefined : await openedPlace(db, account, project, now));
	const { id, name, organisation, edition, archived_at, role, subproject } = found(place);
	const trialOver = await trialOverOf(db, [organisation, account.organisation], now);
	return {
		account: account.id,
		pseudonym: account.pseudonym,
		name: account.name,
		// Programs are answered in the language they ask for; what stands beside it is for people.
		language: 'language' in account ? account.language : 'nl',
		role: holder ? roleByToken(role as Role, holder) : (role as Role),
		subproject,
		// Every verb that writes must ask this already; so none can forget the end of a trial.
		project: { id, name, organisation, edition, isArchived: archived_at !== null || trialOver !== null, closedAt: archived_at, trialOver },
		isOpener: row === undefined,
		isByToken: holder !== null,
	} as unknown as Member;
}

export interface MemberRow {
	membership: string;
	/** What all memberships of one person have in common. */
	person: string;
	/** Empty for somebody who was erased. */
	name: string;
	organisation: string;
	role: Role;
	isSelf: boolean;
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
		.select(['m.id as membership', 'm.account', 'a.name', 'o.name as organisation', 'm.role', 's.name as subproject', 'm.since', 'm.until'])
		.where('m.project', '=', member.project.id)
		.execute();
	const fromElsewhere = await seatsFromElsewhere(db, member.project.id);
	const collator = new Intl.Collator('nl');
	return rows
		.map(({ account, ...row }) => ({
			...row,
			person: account ?? fromElsewhere.get(row.membership)?.person ?? row.membership,
			name: row.name ?? fromElsewhere.get(row.membership)?.name ?? '',
			organisation: row.organisation ?? fromElsewhere.get(row.membership)?.organisation ?? '',
			role: row.role as Role,
			isSelf: account === member.account,
		}))
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
	member: Member,
	given: { addressKey: string; role: Role; subproject: string | null },
	now: Date = new Date(),
): Promise<Added> {
	if (!mayDecideOn(member, given.role)) throw notAllowed(member);
	const { project } = member;
	const account = await findAccountAt(db, given.addressKey);
	if (!account) return { ok: false, issue: 'projects.nobodyThere' };
	const seat = { role: given.role, subproject: given.role === 'subproject' ? given.subproject : null };
	if (await isThere(db, project.id, account.id)) return { ok: false, issue: 'projects.isMember' };
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			// Somebody else may have added them since.
			if (await isThere(tx, project.id, account.id)) throw new Refusal('conflict', 'projects.isMember');
			await assertPart(tx, project.id, seat);
			await assertMayLead(tx, project.id, account.id, seat);
			await startMembership(tx, { ...seat, project: project.id, account: account.id }, now);
			await tellAdded(tx, keys, member, account.id, now);
			return record({
				...placeOf(seat),
				chain: project.id,
				actor: member.pseudonym,
				action: 'projects.member-added',
				object: account.pseudonym,
				channel: 'screen',
				after: seat,
			});
		},
		now,
	);
	return { ok: true };
}

export async function isThere(db: Database | Tx, project: string, account: string): Promise<boolean> {
	const row = await db
		.selectFrom('memberships')
		.select('id')
		.where('project', '=', project)
		.where('account', '=', account)
		.where('until', 'is', null)
		.executeTakeFirst();
	return row !== undefined;
}

/** Ends a membership; from the next request on the project is gone for them. The last leader stays, or nobody could add one. */
export async function endMembership(db: Database, keys: Keys, member: Member, membership: string, now: Date = new Date()): Promise<void> {
	if (!mayManageMembers(member)) throw notAllowed(member);
	const project = member.project.id;
	await act(
		db,
		keys,
		async (acting) => {
			const ended = await endUnlessLast(acting, { project, membership }, { actor: member.pseudonym, channel: 'screen' }, now);
			if (!mayDecideOn(member, ended.result)) throw notAllowed(member);
			return ended;
		},
		now,
	);
}
