import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found, Refusal } from '#platform/refusals.ts';
import type { Account } from './account.ts';
import { entry } from './entry.ts';
import { tellOfPasskey } from './passkey-letters.server.ts';
import { assertFresh } from './proving-again.server.ts';
import { endOtherSignIns } from './sign-ins.server.ts';

export interface OwnPasskey {
	id: string;
	name: string;
	addedAt: string;
	usedAt: string | null;
}

/** A person's passkeys, in the order in which they were added. */
export async function passkeysOf(db: Database, account: Account): Promise<OwnPasskey[]> {
	return db
		.selectFrom('passkeys')
		.select(['id', 'name', 'added_at as addedAt', 'used_at as usedAt'])
		.where('account', '=', account.id)
		.orderBy('added_at')
		.orderBy('id')
		.execute();
}

export type PasskeyRemoved = { ok: true } | { ok: false; issue: 'accounts.passkeyLastWay' };

/**
 * Removes a passkey of one's own and tells by letter. Other sign-ins end: who has the device may have used it. The last way in stays.
 */
export async function removePasskey(
	db: Database,
	keys: Keys,
	account: Account,
	id: string,
	now: Date = new Date(),
): Promise<PasskeyRemoved> {
	assertFresh(account, now);
	if (!(await hasAnotherWay(db, account, id))) return { ok: false, issue: 'accounts.passkeyLastWay' };
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const removed = await tx
				.deleteFrom('passkeys')
				.where('id', '=', id)
				.where('account', '=', account.id)
				.returning('name')
				.executeTakeFirst();
			const { name } = found(removed);
			// Of two removed at the same moment, each saw the other one still there.
			if (!(await hasAnotherWay(tx, account, id))) throw new Refusal('conflict', 'accounts.passkeyLastWay');
			await endOtherSignIns(tx, account);
			await tellOfPasskey(tx, keys, account, 'passkeyRemoved', name, now);
			return record(entry(account.pseudonym, 'passkey-removed', id));
		},
		now,
	);
	return { ok: true };
}

/** Whether somebody can still sign in without this passkey: with another one, or with a password and an app. */
async function hasAnotherWay(db: Database | Tx, account: Account, passkey: string): Promise<boolean> {
	const other = await db
		.selectFrom('passkeys')
		.select('id')
		.where('account', '=', account.id)
		.where('id', '!=', passkey)
		.executeTakeFirst();
	if (other) return true;
	const both = await db
		.selectFrom('accounts as a')
		.innerJoin('authenticators as f', 'f.account', 'a.id')
		.select('a.id')
		.where('a.id', '=', account.id)
		.where('a.password', 'is not', null)
		.executeTakeFirst();
	return both !== undefined;
}
