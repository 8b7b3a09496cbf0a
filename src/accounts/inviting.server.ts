import { type Database, isUniqueViolation } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { forgetLink, write } from '#platform/letters/letters.server.ts';
import { linkToHandOver } from '#platform/letters/outbox.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { speechIn } from '#platform/messages.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { hashOfToken, newId, newToken } from '#platform/tokens.ts';
import type { Account, Administrator } from './account.ts';
import { entry } from './entry.ts';
import { insertAccount } from './new-account.server.ts';
import { hashPassword } from './password.server.ts';
import { openHalfway } from './sign-ins.server.ts';

const DAY = 86_400;
const VALID_FOR = 7 * DAY;
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
	if (taken) return { ok: false, issue: 'accounts.hasAccount' };
	const allowed = (await spend(db, keys, PER_INVITER, administrator.id, now)) && (await spend(db, keys, PER_ADDRESS, addressKey, now));
	if (!allowed) return { ok: false, issue: 'accounts.tooManyInvitations' };

	const token = newToken();
	const id = newId(now);
	const at = now.toISOString();
	const expires = new Date(now.getTime() + VALID_FOR * 1000);
	const speech = speechIn(invitee.language);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const { name: organisation } = await tx
				.selectFrom('organisations')
				.select('name')
				.where('id', '=', administrator.organisation)
				.executeTakeFirstOrThrow();
			await tx
				.updateTable('invitations')
				.set({ withdrawn_at: at })
				.where('address_key', '=', addressKey)
				.where('organisation', '=', administrator.organisation)
				.where('accepted_at', 'is', null)
				.where('withdrawn_at', 'is', null)
				.execute();
			const letter = await write(
				tx,
				keys,
				{
					to: { account: null, address: invitee.address, language: invitee.language },
					kind: 'accounts.invitation',
					subject: speech.say('accounts.invitationSubject', { inviter: administrator.name, organisation }),
					paragraphs: [
						speech.say('accounts.invitationGreeting', { name: invitee.name }),
						speech.say('accounts.invitationText', { inviter: administrator.name, organisation }),
						speech.say('accounts.invitationUntil', { day: speech.day(expires.toISOString().slice(0, 10)) }),
					],
					action: {
						label: speech.say('accounts.invitationAction'),
						url: `${origin}${speech.href(`/uitnodiging/${token}`)}`,
						expires: expires.toISOString(),
					},
				},
				now,
			);
			await tx
				.insertInto('invitations')
				.values({
					id,
					hash: hashOfToken(token),
					name: invitee.name,
					address: invitee.address,
					address_key: addressKey,
					language: invitee.language,
					organisation: administrator.organisation,
					as_administrator: invitee.asAdministrator ? 1 : 0,
					letter,
					inviter: administrator.id,
					invited_at: at,
					expires_at: expires.toISOString(),
					accepted_at: null,
					withdrawn_at: null,
				})
				.execute();
			return record(
				entry(administrator.pseudonym, 'invited', id, {
					organisation: administrator.organisation,
					asAdministrator: invitee.asAdministrator,
				}),
			);
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
				const at = now.toISOString();
				const invitation = await tx
					.updateTable('invitations')
					.set({ accepted_at: at })
					.where('hash', '=', hashOfToken(token))
					.where('accepted_at', 'is', null)
					.where('withdrawn_at', 'is', null)
					.where('expires_at', '>', at)
					.returningAll()
					.executeTakeFirst();
				if (!invitation) throw new Refusal('gone', 'accounts.invitationOver');
				await forgetLink(tx, invitation.letter);
				const { id, pseudonym } = await insertAccount(
					tx,
					{
						name: given.name,
						address: invitation.address,
						addressKey: invitation.address_key,
						language: invitation.language as Language,
						organisation: invitation.organisation,
						password,
					},
					now,
				);
				if (invitation.as_administrator === 1) await tx.insertInto('administrators').values({ account: id, since: at }).execute();
				return record(entry(pseudonym, 'invitation-accepted', invitation.id), openHalfway(tx, id, device, now));
			},
			now,
		);
	} catch (error) {
		// Somebody else got an account with this address while the form was open.
		if (isUniqueViolation(error)) throw new Refusal('gone', 'accounts.invitationOver');
		throw error;
	}
}

export interface PendingInvitation {
	id: string;
	name: string;
	address: string;
	letter: string;
	expiresAt: string;
}

/** Invitations of the administrator's organisation that nobody has accepted yet. */
export async function invitationsOf(db: Database, administrator: Administrator, now: Date = new Date()): Promise<PendingInvitation[]> {
	return db
		.selectFrom('invitations')
		.select(['id', 'name', 'address', 'letter', 'expires_at as expiresAt'])
		.where('organisation', '=', administrator.organisation)
		.where('accepted_at', 'is', null)
		.where('withdrawn_at', 'is', null)
		.where('expires_at', '>', now.toISOString())
		.orderBy('invited_at', 'desc')
		.execute();
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

export interface Colleague {
	id: string;
	name: string;
	address: string;
	isAdministrator: boolean;
	since: string;
}

/** The people of one's own organisation. Of others nobody gets a list. */
export async function colleaguesOf(db: Database, account: Account): Promise<Colleague[]> {
	const rows = await db
		.selectFrom('accounts as a')
		.leftJoin('administrators as m', 'm.account', 'a.id')
		.select(['a.id', 'a.name', 'a.address', 'a.created_at as since', 'm.since as administratorSince'])
		.where('a.organisation', '=', account.organisation)
		.execute();
	return rows
		.map(({ administratorSince, ...row }) => ({ ...row, isAdministrator: administratorSince !== null }))
		.toSorted((one, other) => new Intl.Collator('nl').compare(one.name, other.name));
}
