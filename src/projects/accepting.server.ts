import type { Account } from '#accounts/account.ts';
import { insertAccount } from '#accounts/new-account.server.ts';
import { hashPassword } from '#accounts/password.server.ts';
import { openHalfway } from '#accounts/sign-ins.server.ts';
import type { OrganisationKind } from '#organisations/organisation.ts';
import { findOrganisationNamed, insertOrganisation } from '#organisations/organisations.server.ts';
import { trialOverOf } from '#organisations/trial.server.ts';
import { type Database, isUniqueViolation, type Tx } from '#platform/database/database.server.ts';
import { type Acting, act } from '#platform/journal/journal.server.ts';
import { type Happening, INSTALLATION } from '#platform/journal/journal.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { forgetLink } from '#platform/letters/letters.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { hashOfToken } from '#platform/tokens.ts';
import type { GotInvitation } from './invitation.ts';
import type { Role } from './member.ts';
import { tellJoined } from './member-letters.server.ts';
import { isThere } from './members.server.ts';
import { placeOf, type Seat, startMembership } from './taking-part.server.ts';

/** What the journal calls somebody who answered without an account. */
const INVITEE = 'invitee';

/** An invitation that was neither accepted nor taken back. `inviting` is null once who sent it takes part no more. */
const unanswered = (db: Database | Tx, token: string) =>
	db
		.selectFrom('project_invitations as i')
		.innerJoin('projects as p', 'p.id', 'i.project')
		.leftJoin('memberships as m', (join) =>
			join.onRef('m.project', '=', 'i.project').onRef('m.account', '=', 'i.inviter').on('m.until', 'is', null),
		)
		.leftJoin('accounts as w', 'w.id', 'm.account')
		.selectAll('i')
		.select(['p.name as projectName', 'p.organisation as leading', 'p.archived_at', 'w.name as inviterName', 'w.organisation as inviting'])
		.where('i.hash', '=', hashOfToken(token))
		.where('i.accepted_at', 'is', null)
		.where('i.withdrawn_at', 'is', null);

type Unanswered = NonNullable<Awaited<ReturnType<ReturnType<typeof unanswered>['executeTakeFirst']>>>;

/** Whether it still leads to a project at work, by somebody who takes part there. */
const isOpen = async (db: Database | Tx, row: Unanswered, now: Date): Promise<boolean> =>
	row.expires_at > now.toISOString() &&
	row.archived_at === null &&
	row.inviting !== null &&
	(await trialOverOf(db, [row.leading], now)) === null;

/**
 * The invitation behind an address, as long as something can be done with it: accept it, or, for who declined, choose what they hear of
 * the project. Looking at it uses nothing up: mail scanners look too.
 */
export async function projectInvitationAt(db: Database, token: string, now: Date = new Date()): Promise<GotInvitation | null> {
	const row = await unanswered(db, token)
		.innerJoin('organisations as o', 'o.id', 'p.organisation')
		.leftJoin('subprojects as s', 's.id', 'i.subproject')
		.leftJoin('accounts as a', 'a.address_key', 'i.address_key')
		.select(['o.name as organisation', 's.name as part', 'a.id as account'])
		.executeTakeFirst();
	if (!row) return null;
	const isDeclined = row.declined_at !== null;
	const open = await isOpen(db, row, now);
	if (!open && !isDeclined) return null;
	return {
		...{ id: row.id, project: row.projectName, organisation: row.organisation, part: row.part, isDeclined, isOpen: open },
		...{ address: row.address, addressKey: row.address_key, belongsTo: row.organisation_name },
		inviter: row.inviterName ?? row.organisation,
		role: row.role as Role,
		language: row.language as Language,
		hasAccount: row.account !== null,
		isInformed: row.informed_since !== null,
	};
}

/** Accepts an invitation to one's own address. Gives the project; who takes part in it already by now is led there too. */
export async function acceptAsMyself(db: Database, keys: Keys, account: Account, token: string, now: Date = new Date()): Promise<string> {
	return act(
		db,
		keys,
		async (acting) => {
			const row = await takeUp(acting.tx, token, now);
			// It was sent to somebody; who was handed the letter asks for one of their own.
			if (row.address_key !== foldedAddress(account.address)) throw new Refusal('not-allowed', 'projects.invitationOfOther');
			if (!(await isThere(acting.tx, row.project, account.id))) await seat(acting.tx, row, account.id, now);
			return acting.record(accepted(row, account.pseudonym), row.project);
		},
		now,
	);
}

/**
 * Accepts an invitation with a new account, in the organisation that was named for them. Gives the token of a sign-in that waits for its
 * second factor, and the project it leads to. Nobody becomes an administrator by it.
 */
export async function acceptAnew(
	db: Database,
	keys: Keys,
	token: string,
	given: { name: string; password: string },
	device: string,
	now: Date = new Date(),
): Promise<{ signIn: string; project: string }> {
	const password = await hashPassword(given.password);
	try {
		return await act(
			db,
			keys,
			async (acting) => {
				const { tx } = acting;
				const row = await takeUp(tx, token, now);
				const organisation = await organisationFor(acting, row, now);
				const { address, address_key: addressKey } = row;
				const language = row.language as Language;
				const account = await insertAccount(
					tx,
					{ name: given.name, address, addressKey, language, organisation: organisation.id, password },
					now,
				);
				if (!organisation.isNew)
					await tellJoined(tx, keys, organisation.id, { name: given.name, address, inviter: row.inviterName ?? '' }, now);
				await seat(tx, row, account.id, now);
				const told = { actor: account.pseudonym, object: account.pseudonym, channel: 'screen' } as const;
				await acting.record({ ...told, chain: INSTALLATION, action: 'projects.account-made', after: { organisation: organisation.id } });
				const signIn = await openHalfway(tx, account.id, device, now);
				return acting.record(accepted(row, account.pseudonym), { signIn, project: row.project });
			},
			now,
		);
	} catch (error) {
		// Somebody got an account with this address, or founded that organisation, while the form was open.
		if (isUniqueViolation(error)) throw over();
		throw error;
	}
}

/** Declines, by nothing but the link; with `isInformed` they hear by mail when the project ends or goes. To do it twice is to do it once. */
export async function declineProject(db: Database, keys: Keys, token: string, isInformed: boolean, now: Date = new Date()): Promise<void> {
	const at = now.toISOString();
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const row = await unanswered(tx, token).executeTakeFirst();
			if (!row || (row.declined_at === null && !(await isOpen(tx, row, now)))) throw over();
			await tx
				.updateTable('project_invitations')
				.set({ declined_at: row.declined_at ?? at, informed_since: isInformed ? (row.informed_since ?? at) : null })
				.where('id', '=', row.id)
				.execute();
			await forgetLink(tx, row.letter);
			const action = row.declined_at === null ? 'projects.invitation-declined' : 'projects.informing-changed';
			return record({ ...placeOf(seatOf(row)), chain: row.project, actor: INVITEE, action, object: row.id, channel: 'screen' });
		},
		now,
	);
}

/** Uses the invitation up, or refuses. Who declined and thinks better of it is still welcome, as long as its time is not over. */
async function takeUp(tx: Tx, token: string, now: Date) {
	const row = await unanswered(tx, token).executeTakeFirst();
	if (!row || !(await isOpen(tx, row, now))) throw over();
	await tx
		.updateTable('project_invitations')
		.set({ accepted_at: now.toISOString(), declined_at: null, informed_since: null })
		.where('id', '=', row.id)
		.execute();
	await forgetLink(tx, row.letter);
	return row;
}

function over(): Refusal {
	note('invitation.accepted', 'refused');
	return new Refusal('gone', 'projects.invitationOver');
}

const seatOf = ({ role, subproject }: { role: string; subproject: string | null }): Seat => ({ role: role as Role, subproject });

const seat = (tx: Tx, row: Unanswered, account: string, now: Date) =>
	startMembership(tx, { ...seatOf(row), project: row.project, account }, now);

const accepted = (row: Unanswered, pseudonym: string): Happening => ({
	...placeOf(seatOf(row)),
	chain: row.project,
	actor: pseudonym,
	action: 'projects.invitation-accepted',
	object: pseudonym,
	channel: 'screen',
	after: { ...seatOf(row) },
});

/**
 * The organisation of who has no account yet. One that is not here is founded by their coming. One that is lets nobody in whom it does
 * not know, for they would read who its people are: see docs/decisions/0016.
 */
async function organisationFor({ tx, record }: Acting, row: Unanswered, now: Date): Promise<{ id: string; isNew: boolean }> {
	const { organisation_name: name, organisation_kind: kind } = row;
	const there = await findOrganisationNamed(tx, name);
	if (there) {
		if (there.id !== row.inviting && !(await isAmongUs(tx, there.id, row.project)))
			throw new Refusal('conflict', 'projects.organisationIsHere');
		return { id: there.id, isNew: false };
	}
	const id = await insertOrganisation(tx, { name, kind: kind as OrganisationKind, language: row.language as Language }, now);
	const told = { actor: INVITEE, object: id, channel: 'screen', chain: INSTALLATION, action: 'projects.organisation-founded' } as const;
	await record({ ...told, after: { name, kind } });
	return { id, isNew: true };
}

/** Whether everybody of an organisation without administrators takes or took part in this project: then nobody meets a stranger. */
async function isAmongUs(tx: Tx, organisation: string, project: string): Promise<boolean> {
	const administrator = await tx
		.selectFrom('administrators as m')
		.innerJoin('accounts as a', 'a.id', 'm.account')
		.select('a.id')
		.where('a.organisation', '=', organisation)
		.executeTakeFirst();
	const outside = await tx
		.selectFrom('accounts')
		.select('id')
		.where('organisation', '=', organisation)
		.where(
			'id',
			'not in',
			tx
				.selectFrom('memberships')
				.select('account')
				.where('project', '=', project)
				.where('account', 'is not', null)
				.$castTo<{ account: string }>(),
		)
		.executeTakeFirst();
	return administrator === undefined && outside === undefined;
}
