import { type Database, isUniqueViolation, type Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { forgetLink } from '#platform/letters/letters.server.ts';
import { linkToHandOver } from '#platform/letters/outbox.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { hashOfToken } from '#platform/tokens.ts';
import type { Administrator } from './account.ts';
import { entry } from './entry.ts';
import { insertAccount } from './new-account.server.ts';
import { insertInvitation } from './new-invitation.server.ts';
import { hashPassword } from './password.server.ts';
import { openHalfway } from './sign-ins.server.ts';

const DAY = 86_400;
const PER_INVITER: Limit = { name: 'invitations inviter', most: 20, within: DAY };
const PER_ADDRESS: Limit = { name: 'invitations address', most: 3, within: 3600 };

export interface Invitee {
	name: string;
	address: string;
	addressKey: string;
	language: Language;
	asAdministrator: boolean;
}

export type Invited = { ok: true; id: string } | { ok: false; issue: 'accounts.hasAccount' | 'accounts.tooManyInvitations' };

/** Invites somebody into the administrator's own organisation. An invitation still open for the same address makes place for the new one. */
export async function invite(
	db: Database,
	keys: Keys,
	administrator: Administrator,
	invitee: Invitee,
	origin: string,
	now: Date = new Date(),
): Promise<Invited> {
	const { addressKey } = invitee;
	const taken = await db.selectFrom('accounts').select('id').where('address_key', '=', addressKey).executeTakeFirst();
	if (taken) {
		note('invitation.made', 'refused', { object: administrator.organisation });
		return { ok: false, issue: 'accounts.hasAccount' };
	}
	const allowed = (await spend(db, keys, PER_INVITER, administrator.id, now)) && (await spend(db, keys, PER_ADDRESS, addressKey, now));
	if (!allowed) {
		note('invitation.made', 'limited', { object: administrator.organisation });
		return { ok: false, issue: 'accounts.tooManyInvitations' };
	}

	const id = await act(
		db,
		keys,
		async ({ tx, record }) => {
			const { id: inviter, name: invitedBy, organisation } = administrator;
			const { id } = await insertInvitation(tx, keys, { ...invitee, organisation, asOperator: false, inviter, invitedBy }, origin, now);
			return record(entry(administrator.pseudonym, 'invited', id, { organisation, asAdministrator: invitee.asAdministrator }), id);
		},
		now,
	);
	return { ok: true, id };
}

export interface OpenInvitation {
	id: string;
	name: string;
	address: string;
	language: Language;
	organisation: string;
	inviter: string;
	expiresAt: string;
}

/** The invitation behind an address, as long as it can be accepted. Looking at it uses nothing up: mail scanners look too. */
export async function invitationAt(db: Database, token: string, now: Date = new Date()): Promise<OpenInvitation | null> {
	const row = await db
		.selectFrom('invitations as i')
		.innerJoin('organisations as o', 'o.id', 'i.organisation')
		.leftJoin('accounts as a', 'a.id', 'i.inviter')
		.select(['i.id', 'i.name', 'i.address', 'i.language', 'o.name as organisation', 'a.name as inviter', 'i.expires_at as expiresAt'])
		.where('i.hash', '=', hashOfToken(token))
		.where('i.accepted_at', 'is', null)
		.where('i.withdrawn_at', 'is', null)
		.where('i.expires_at', '>', now.toISOString())
		.executeTakeFirst();
	return row ? { ...row, language: row.language as Language, inviter: row.inviter ?? row.organisation } : null;
}

/**
 * Accepts an invitation with a name and a password of one's own. Gives the token of a sign-in that waits for a second factor.
 * Refuses when it was accepted, withdrawn or over in the meantime.
 */
export async function accept(
	db: Database,
	keys: Keys,
	token: string,
	given: { name: string; password: string },
	device: string,
	now: Date = new Date(),
): Promise<string> {
	const password = await hashPassword(given.password);
	try {
		return await act(
			db,
			keys,
			async ({ tx, record }) => {
				const taken = await takeUp(tx, { hash: hashOfToken(token) }, { name: given.name, password }, now);
				if (!taken) throw over();
				const { id, pseudonym, invitation } = taken;
				return record(entry(pseudonym, 'invitation-accepted', invitation), openHalfway(tx, id, device, now));
			},
			now,
		);
	} catch (error) {
		// Somebody else got an account with this address while the form was open.
		if (isUniqueViolation(error)) throw over();
		throw error;
	}
}

/** Somebody came with an invitation that was accepted, withdrawn or over. */
function over(): Refusal {
	note('invitation.accepted', 'refused');
	return new Refusal('gone', 'accounts.invitationOver');
}

/**
 * Uses an open invitation up and makes the account it was for, under the name on it where no other is given. Null when there is
 * none, or no longer. An organisation has at most one open for an address.
 */
export async function takeUp(
	tx: Tx,
	which: { hash: string } | { address_key: string; organisation: string },
	{ name, password }: { name?: string; password: string | null },
	now: Date,
): Promise<{ id: string; pseudonym: string; invitation: string } | null> {
	const at = now.toISOString();
	const invitation = await tx
		.updateTable('invitations')
		.set({ accepted_at: at })
		.where((e) => e.and(which))
		.where('accepted_at', 'is', null)
		.where('withdrawn_at', 'is', null)
		.where('expires_at', '>', at)
		.returningAll()
		.executeTakeFirst();
	if (!invitation) return null;
	await forgetLink(tx, invitation.letter);
	const { id, pseudonym } = await insertAccount(
		tx,
		{
			name: name ?? invitation.name,
			address: invitation.address,
			addressKey: invitation.address_key,
			language: invitation.language as Language,
			organisation: invitation.organisation,
			password,
		},
		now,
	);
	if (invitation.as_operator === 1) await tx.insertInto('operators').values({ account: id, since: at }).execute();
	if (invitation.as_administrator === 1) await tx.insertInto('administrators').values({ account: id, since: at }).execute();
	return { id, pseudonym, invitation: invitation.id };
}

export interface PendingInvitation {
	id: string;
	name: string;
	address: string;
	letter: string;
	expiresAt: string;
	/** Its time is over; it can be sent again. */
	isOver: boolean;
}

/** Invitations of the administrator's organisation that nobody has accepted yet, the newest first. */
export async function invitationsOf(db: Database, administrator: Administrator, now: Date = new Date()): Promise<PendingInvitation[]> {
	const rows = await db
		.selectFrom('invitations')
		.select(['id', 'name', 'address', 'letter', 'expires_at as expiresAt'])
		.where('organisation', '=', administrator.organisation)
		.where('accepted_at', 'is', null)
		.where('withdrawn_at', 'is', null)
		.orderBy('invited_at', 'desc')
		.execute();
	return rows.map((row) => ({ ...row, isOver: row.expiresAt <= now.toISOString() }));
}

/** Sends an invitation of one's own organisation again, with a new link and a new week; the link of before leads nowhere from then on. */
export async function inviteAgain(
	db: Database,
	keys: Keys,
	administrator: Administrator,
	id: string,
	origin: string,
	now: Date = new Date(),
): Promise<Invited & { name: string }> {
	const row = await db
		.selectFrom('invitations')
		.select(['name', 'address', 'address_key as addressKey', 'language', 'as_administrator'])
		.where('id', '=', id)
		.where('organisation', '=', administrator.organisation)
		.where('accepted_at', 'is', null)
		.where('withdrawn_at', 'is', null)
		.executeTakeFirst();
	const { as_administrator, language, ...invitee } = found(row);
	const again = { ...invitee, language: language as Language, asAdministrator: as_administrator === 1 };
	return { ...(await invite(db, keys, administrator, again, origin, now)), name: invitee.name };
}

/** The link of an invitation of one's own organisation, to hand over where no mail brings it. Null once it was sent, used or is over. */
export async function invitationLink(
	db: Database,
	keys: Keys,
	administrator: Administrator,
	id: string,
	now: Date = new Date(),
): Promise<string | null> {
	const row = await db
		.selectFrom('invitations')
		.select('letter')
		.where('id', '=', id)
		.where('organisation', '=', administrator.organisation)
		.executeTakeFirst();
	return (await linkToHandOver(db, keys, found(row).letter, now))?.url ?? null;
}

/** Withdraws an invitation of one's own organisation; its address leads nowhere from then on. */
export async function withdrawInvitation(
	db: Database,
	keys: Keys,
	administrator: Administrator,
	id: string,
	now: Date = new Date(),
): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const withdrawn = await tx
				.updateTable('invitations')
				.set({ withdrawn_at: now.toISOString() })
				.where('id', '=', id)
				.where('organisation', '=', administrator.organisation)
				.where('accepted_at', 'is', null)
				.where('withdrawn_at', 'is', null)
				.returning('letter')
				.executeTakeFirst();
			await forgetLink(tx, found(withdrawn).letter);
			return record(entry(administrator.pseudonym, 'invitation-withdrawn', id));
		},
		now,
	);
}
