import { type Database, isUniqueViolation, type Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { destroyUnaddressed } from '#platform/letters/kept-letters.server.ts';
import { forgetLink } from '#platform/letters/letters.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { hashOfToken, newToken } from '#platform/tokens.ts';
import { entry } from '../entry.ts';
import { tellFormerAddress, tellNewAddress } from './address-letters.server.ts';
import { holderOf } from './former-addresses.server.ts';

/** How long somebody can go back to the address they had. In milliseconds. */
export const UNDO_FOR = 7 * 86_400_000;

const waiting = (db: Database | Tx, token: string, now: Date) =>
	db
		.selectFrom('address_changes as c')
		.innerJoin('accounts as a', 'a.id', 'c.account')
		.select(['c.id', 'c.account', 'c.address', 'c.address_key', 'c.letter'])
		.select(['a.pseudonym', 'a.name', 'a.language', 'a.address as former', 'a.address_key as former_key'])
		.where('c.hash', '=', hashOfToken(token))
		.where('c.confirmed_at', 'is', null)
		.where('c.expires_at', '>', now.toISOString());

/** What the link in the letter confirms, as long as it can be. Looking at it uses nothing up: mail scanners look too. */
export async function wishAt(db: Database, token: string, now: Date = new Date()): Promise<{ name: string; address: string } | null> {
	const row = await waiting(db, token, now).executeTakeFirst();
	return row ? { name: row.name, address: row.address } : null;
}

/** Changes the address, by the link alone: who has it reads the mail there. The address before it gets a link that goes back. */
export async function confirmNewAddress(db: Database, keys: Keys, token: string, origin: string, now: Date = new Date()): Promise<void> {
	try {
		await act(
			db,
			keys,
			async ({ tx, record }) => {
				const change = await waiting(tx, token, now).executeTakeFirst();
				if (!change) throw new Refusal('gone', 'accounts.linkOver');
				const { id, account, address, address_key, former, former_key, pseudonym, name } = change;
				// Somebody left it meanwhile, and can still go back.
				const holder = await holderOf(tx, address_key, now);
				if (holder !== null && holder !== account) throw new Refusal('gone', 'accounts.linkOver');
				if (change.letter !== null) await forgetLink(tx, change.letter);
				await tx.updateTable('accounts').set({ address, address_key }).where('id', '=', account).execute();
				await forgetLinksSentTo(tx, account, former);

				const undo = newToken();
				const until = new Date(now.getTime() + UNDO_FOR).toISOString();
				const person = { account, name, language: change.language as Language };
				const undo_letter = await tellFormerAddress(tx, keys, person, former, { token: undo, origin, expires: until }, now);
				await tellNewAddress(tx, keys, person, address, now);
				await tx
					.updateTable('address_changes')
					.set({ confirmed_at: now.toISOString(), former, former_key, undo_hash: hashOfToken(undo), undo_until: until, undo_letter })
					.where('id', '=', id)
					.execute();
				return record(entry(pseudonym, 'address-changed'));
			},
			now,
		);
	} catch (error) {
		// Somebody else got an account with this address at this very moment.
		if (isUniqueViolation(error)) throw new Refusal('gone', 'accounts.linkOver');
		throw error;
	}
}

/** A link to a new password that lies in the mailbox they leave would let its next owner in. */
export async function forgetLinksSentTo(tx: Tx, account: string, address: string): Promise<void> {
	await tx.deleteFrom('password_resets').where('account', '=', account).execute();
	await destroyUnaddressed(tx, address);
}
