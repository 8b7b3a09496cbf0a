import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { speechIn } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { hashOfToken, newToken } from '#platform/tokens.ts';
import type { Account } from './account.ts';
import { entry } from './entry.ts';
import { hashPassword, isPassword } from './password.server.ts';
import { endOtherSignIns } from './sign-ins.server.ts';

const VALID_FOR = 30 * 60;
const PER_ADDRESS: Limit = { name: 'password letters', most: 3, within: 3600 };
const PER_ACCOUNT: Limit = { name: 'password changes', most: 5, within: 900 };

/**
 * Writes a letter to who forgot their password. Says nothing about whether there is such a person, and a stranger who asks for it
 * changes nothing. It does not touch the second factor.
 */
export async function askForNewPassword(
	db: Database,
	keys: Keys,
	addressKey: string,
	origin: string,
	now: Date = new Date(),
): Promise<void> {
	const allowed = await spend(db, keys, PER_ADDRESS, addressKey, now);
	const account = await db
		.selectFrom('accounts')
		.selectAll()
		.where('address_key', '=', addressKey)
		.where('id', 'not in', db.selectFrom('deactivations').select('account'))
		.executeTakeFirst();
	if (!account || !allowed) return;
	const speech = speechIn(account.language as Language);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const { token, expires } = await newPasswordLink(tx, account.id, now);
			await write(
				tx,
				keys,
				{
					// Not in the inbox: who is signed in needs no such link, and who sits down at their screen must not have it.
					to: { account: null, address: account.address, language: account.language as Language },
					kind: 'accounts.newPassword',
					subject: speech.say('accounts.newPasswordSubject'),
					paragraphs: [speech.say('accounts.newPasswordText', { name: account.name }), speech.say('accounts.newPasswordNotYou')],
					action: {
						label: speech.say('accounts.newPasswordAction'),
						url: `${origin}${speech.href(`/nieuw-wachtwoord/${token}`)}`,
						expires,
					},
				},
				now,
			);
			return record(entry(account.pseudonym, 'new-password-asked'));
		},
		now,
	);
}

/** Makes what leads to a new password, once and for a short while; one that was made before is worth nothing any more. */
export async function newPasswordLink(tx: Tx, account: string, now: Date): Promise<{ token: string; expires: string }> {
	const token = newToken();
	const expires = new Date(now.getTime() + VALID_FOR * 1000).toISOString();
	await tx.deleteFrom('password_resets').where('account', '=', account).execute();
	await tx
		.insertInto('password_resets')
		.values({ hash: hashOfToken(token), account, expires_at: expires, used_at: null })
		.execute();
	return { token, expires };
}

/** What a person is called, for weighing a password; null when the address leads nowhere any more. */
export async function whoResets(db: Database, token: string, now: Date = new Date()): Promise<{ name: string; address: string } | null> {
	const row = await db
		.selectFrom('password_resets as r')
		.innerJoin('accounts as a', 'a.id', 'r.account')
		.select(['a.name', 'a.address'])
		.where('r.hash', '=', hashOfToken(token))
		.where('r.used_at', 'is', null)
		.where('r.expires_at', '>', now.toISOString())
		.executeTakeFirst();
	return row ?? null;
}

/** Takes a new password by the address in a letter, once. All sign-ins of this person end. */
export async function resetPassword(db: Database, keys: Keys, token: string, password: string, now: Date = new Date()): Promise<void> {
	const hash = await hashPassword(password);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const reset = await tx
				.updateTable('password_resets')
				.set({ used_at: now.toISOString() })
				.where('hash', '=', hashOfToken(token))
				.where('used_at', 'is', null)
				.where('expires_at', '>', now.toISOString())
				.returning('account')
				.executeTakeFirst();
			if (!reset) {
				note('password.reset', 'refused');
				throw new Refusal('gone', 'accounts.linkOver');
			}
			const account = await tx
				.updateTable('accounts')
				.set({ password: hash })
				.where('id', '=', reset.account)
				.returningAll()
				.executeTakeFirstOrThrow();
			await tx.deleteFrom('sign_ins').where('account', '=', account.id).execute();
			const speech = speechIn(account.language as Language);
			await write(
				tx,
				keys,
				{
					to: { account: account.id, address: account.address, language: account.language as Language },
					kind: 'accounts.passwordChanged',
					subject: speech.say('accounts.passwordChangedSubject'),
					paragraphs: [speech.say('accounts.passwordChangedText', { name: account.name })],
				},
				now,
			);
			return record(entry(account.pseudonym, 'password-reset'));
		},
		now,
	);
}

/** Changes one's own password, for who knows the present one. All other sign-ins end. False when the present one was wrong. */
export async function changePassword(
	db: Database,
	keys: Keys,
	account: Account,
	given: { present: string; password: string },
	now: Date = new Date(),
): Promise<boolean> {
	if (!(await spend(db, keys, PER_ACCOUNT, account.id, now))) throw new Refusal('too-much', 'accounts.tooMany');
	const row = await db.selectFrom('accounts').select('password').where('id', '=', account.id).executeTakeFirst();
	if (!(await isPassword(given.present, row?.password ?? null))) {
		note('password.changed', 'refused', { object: account.pseudonym });
		return false;
	}
	const hash = await hashPassword(given.password);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			await tx.updateTable('accounts').set({ password: hash }).where('id', '=', account.id).execute();
			await endOtherSignIns(tx, account);
			return record(entry(account.pseudonym, 'password-changed'));
		},
		now,
	);
	return true;
}
