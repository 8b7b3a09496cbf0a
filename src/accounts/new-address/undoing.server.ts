import { type Database, isUniqueViolation, type Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { forgetLink } from '#platform/letters/letters.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { hashOfToken } from '#platform/tokens.ts';
import { entry } from '../entry.ts';
import { newPasswordLink } from '../resetting-password.server.ts';
import { tellOfReturn } from './address-letters.server.ts';
import { dropUnconfirmed } from './asking.server.ts';
import { forgetLinksSentTo } from './confirming.server.ts';

const undoable = (db: Database | Tx, token: string, now: Date) =>
	db
		.selectFrom('address_changes as c')
		.innerJoin('accounts as a', 'a.id', 'c.account')
		.select(['c.id', 'c.account', 'c.former', 'c.former_key', 'c.asked_at', 'c.confirmed_at'])
		.select(['a.pseudonym', 'a.name', 'a.language', 'a.address'])
		.where('c.undo_hash', '=', hashOfToken(token))
		.where('c.undone_at', 'is', null)
		.where('c.undo_until', '>', now.toISOString());

/** The address that the link in the letter goes back to, as long as it can. */
export async function formerAddressAt(
	db: Database,
	token: string,
	now: Date = new Date(),
): Promise<{ name: string; former: string } | null> {
	const row = await undoable(db, token, now).executeTakeFirst();
	return row && row.former !== null ? { name: row.name, former: row.former } : null;
}

/**
 * Goes back to the address somebody had, by the link alone, and gives the token of a new password. Whoever changed it may be signed in
 * and know the password, so neither is worth anything after this. What they added as a second factor goes too, as far as an older one
 * stays: this link alone never leaves anybody without a second factor.
 */
export async function undoNewAddress(db: Database, keys: Keys, token: string, now: Date = new Date()): Promise<string> {
	try {
		return await act(
			db,
			keys,
			async ({ tx, record }) => {
				const change = await undoable(tx, token, now).executeTakeFirst();
				if (!change || change.former === null || change.former_key === null) throw new Refusal('gone', 'accounts.linkOver');
				const { account, former, former_key, pseudonym, name, address } = change;
				await endLaterChanges(tx, account, change.confirmed_at ?? '', now);
				await tx
					.updateTable('accounts')
					.set({ address: former, address_key: former_key, password: null })
					.where('id', '=', account)
					.execute();
				await tx.deleteFrom('sign_ins').where('account', '=', account).execute();
				await removeFactorsSince(tx, account, change.asked_at);
				await forgetLinksSentTo(tx, account, address);
				await tellOfReturn(tx, keys, { account, name, language: change.language as Language }, former, now);
				const link = await newPasswordLink(tx, account, now);
				return record(entry(pseudonym, 'address-restored'), link.token);
			},
			now,
		);
	} catch (error) {
		// Somebody was invited at that address since, and accepted.
		if (isUniqueViolation(error)) throw new Refusal('conflict', 'accounts.addressGone');
		throw error;
	}
}

/** Whoever took the account over may have moved it twice; the way back to the first address ends all that came after it. */
async function endLaterChanges(tx: Tx, account: string, confirmedAt: string, now: Date): Promise<void> {
	await dropUnconfirmed(tx, account);
	const ended = await tx
		.updateTable('address_changes')
		.set({ undone_at: now.toISOString() })
		.where('account', '=', account)
		.where('confirmed_at', '>=', confirmedAt)
		.where('undone_at', 'is', null)
		.returning('undo_letter')
		.execute();
	for (const { undo_letter } of ended) if (undo_letter !== null) await forgetLink(tx, undo_letter);
}

async function removeFactorsSince(tx: Tx, account: string, askedAt: string): Promise<void> {
	const older = await tx
		.selectFrom('authenticators')
		.select('id')
		.where('account', '=', account)
		.where('added_at', '<', askedAt)
		.executeTakeFirst();
	if (!older) return;
	await tx.deleteFrom('passkeys').where('account', '=', account).where('added_at', '>=', askedAt).execute();
	await tx.deleteFrom('identities').where('account', '=', account).where('linked_at', '>=', askedAt).execute();
}
