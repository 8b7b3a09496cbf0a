import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { domainOf } from '#platform/letters/addresses.ts';
import { forgetLink } from '#platform/letters/letters.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { hashOfToken, newId, newToken } from '#platform/tokens.ts';
import type { Account } from '../account.ts';
import { entry } from '../entry.ts';
import { assertFresh } from '../proving-again.server.ts';
import { tellHolder, tellOfWish, writeToNewAddress } from './address-letters.server.ts';
import { holderOf } from './former-addresses.server.ts';

/** In milliseconds. */
const VALID_FOR = 30 * 60_000;
const HOUR = 3600;
const PER_ADDRESS: Limit = { name: 'new address letters', most: 3, within: HOUR };
const PER_ACCOUNT: Limit = { name: 'new addresses', most: 5, within: HOUR };

export interface Wish {
	address: string;
	addressKey: string;
}
export type Asked =
	| { ok: true }
	| { ok: false; issue: 'accounts.addressSame' | 'accounts.addressOfOrganisation' | 'accounts.addressTooOften' };

/**
 * Asks for another mail address; nothing changes until the link in the letter to it is used. Says the same, and does as much, whether
 * or not somebody has that address: who has it gets a letter instead.
 */
export async function askForNewAddress(
	db: Database,
	keys: Keys,
	account: Account,
	{ address, addressKey }: Wish,
	origin: string,
	now: Date = new Date(),
): Promise<Asked> {
	assertFresh(account, now);
	const issue = await whyNot(db, account, addressKey);
	if (issue) return { ok: false, issue };
	if (!(await spend(db, keys, PER_ACCOUNT, account.id, now))) return { ok: false, issue: 'accounts.addressTooOften' };
	// Silent, like every limit of letters: it would tell that others asked for this address.
	if (!(await spend(db, keys, PER_ADDRESS, addressKey, now))) return { ok: true };
	const token = newToken();
	const expires = new Date(now.getTime() + VALID_FOR).toISOString();
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			await dropUnconfirmed(tx, account.id);
			const holder = await holderOf(tx, addressKey, now);
			// One’s own address of a while ago is no secret, and whoever has its mailbox may have it back.
			const isTaken = holder !== null && holder !== account.id;
			const letter = isTaken
				? await tellHolder(tx, keys, holder, address, now)
				: await writeToNewAddress(tx, keys, account, address, { token, origin, expires }, now);
			await tx
				.insertInto('address_changes')
				.values({
					...{ id: newId(now), account: account.id, address, address_key: addressKey, hash: hashOfToken(token) },
					...{ letter: isTaken ? null : letter, asked_at: now.toISOString(), expires_at: expires, confirmed_at: null },
					...{ former: null, former_key: null, undo_hash: null, undo_letter: null, undo_until: null, undone_at: null },
				})
				.execute();
			await tellOfWish(tx, keys, account, now);
			return record(entry(account.pseudonym, 'address-change-asked'));
		},
		now,
	);
	return { ok: true };
}

/**
 * Somebody is known to their organisation's provider by issuer and subject, so signing in there goes on whatever the address here is.
 * Yet while they are linked, an address in a domain of that provider is the organisation's word for who works there: who leaves loses
 * the mailbox, and with it the way to a new password here. Moving to an address of one's own would keep that way open behind the
 * organisation's back, so the link has to be ended first, which asks for another way in and is told by letter.
 */
export async function isOfOrganisation(db: Database | Tx, account: Account): Promise<boolean> {
	const brought = await db
		.selectFrom('identities as i')
		.innerJoin('provider_domains as d', (join) => join.on('d.organisation', '=', account.organisation))
		.select('d.domain')
		.where('i.account', '=', account.id)
		.where('d.domain', '=', domainOf(account.address))
		.executeTakeFirst();
	return brought !== undefined;
}

async function whyNot(db: Database, account: Account, addressKey: string) {
	const own = await db.selectFrom('accounts').select('address_key').where('id', '=', account.id).executeTakeFirst();
	if (own?.address_key === addressKey) return 'accounts.addressSame';
	return (await isOfOrganisation(db, account)) ? 'accounts.addressOfOrganisation' : null;
}

/** One wish at a time: the newest. */
export async function dropUnconfirmed(tx: Tx, account: string): Promise<void> {
	const dropped = await tx
		.deleteFrom('address_changes')
		.where('account', '=', account)
		.where('confirmed_at', 'is', null)
		.returning('letter')
		.execute();
	for (const { letter } of dropped) if (letter !== null) await forgetLink(tx, letter);
}
