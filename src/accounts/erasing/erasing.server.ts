import type { Database, Tx } from '#platform/database/database.server.ts';
import { forgetDeleted } from '#platform/database/forgetting.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { found, Refusal } from '#platform/refusals.ts';
import type { Account, Administrator } from '../account.ts';
import { entry } from '../entry.ts';
import { assertFresh } from '../proving-again.server.ts';
import { addErasure } from './erased-list.server.ts';
import { type Erasing, forget } from './forgetting.server.ts';

/** Why somebody is erased, when they are still there to ask. */
type Ground = 'own-request' | 'left-organisation';
type Issue = 'accounts.addressDiffers' | 'accounts.eraseNotYourself' | 'accounts.lastAdministrator' | 'accounts.lastOperator';
export type Erased = { ok: true } | { ok: false; issue: Issue };

/** Erases oneself, for who types their own address. Every sign-in of theirs ends at once. */
export async function eraseMyself(
	db: Database,
	keys: Keys,
	account: Account,
	typed: string,
	erasing: Erasing,
	now: Date = new Date(),
): Promise<Erased> {
	assertFresh(account, now);
	return erase(db, keys, { id: account.id, typed, by: account.pseudonym, ground: 'own-request' }, erasing, now);
}

/** Erases a colleague who left, for an administrator who types that colleague's address. */
export async function eraseColleague(
	db: Database,
	keys: Keys,
	administrator: Administrator,
	colleague: string,
	typed: string,
	erasing: Erasing,
	now: Date = new Date(),
): Promise<Erased> {
	assertFresh(administrator, now);
	if (colleague === administrator.id) return { ok: false, issue: 'accounts.eraseNotYourself' };
	await colleagueOf(db, administrator, colleague);
	return erase(db, keys, { id: colleague, typed, by: administrator.pseudonym, ground: 'left-organisation' }, erasing, now);
}

/** Somebody of the administrator's own organisation; others are not found. */
export async function colleagueOf(db: Database, administrator: Administrator, id: string): Promise<{ name: string; address: string }> {
	const row = await db
		.selectFrom('accounts')
		.select(['name', 'address'])
		.where('id', '=', id)
		.where('organisation', '=', administrator.organisation)
		.executeTakeFirst();
	return found(row);
}

interface Wish {
	id: string;
	typed: string;
	by: string;
	ground: Ground;
}

async function erase(db: Database, keys: Keys, { id, typed, by, ground }: Wish, erasing: Erasing, now: Date): Promise<Erased> {
	const row = found(await db.selectFrom('accounts').select(['address_key', 'pseudonym']).where('id', '=', id).executeTakeFirst());
	if (foldedAddress(typed) !== row.address_key) return { ok: false, issue: 'accounts.addressDiffers' };
	const issue = await whyNot(db, id);
	if (issue) return { ok: false, issue };
	const erasure = await act(
		db,
		keys,
		async ({ tx, record }) => {
			// Of two who leave at the same moment, each saw the other one still there.
			const late = await whyNot(tx, id);
			if (late) throw new Refusal('conflict', late);
			const erasure = found(await forget(tx, row.pseudonym, erasing.holdings, now));
			return record(entry(by, 'erased', row.pseudonym, { ground }), erasure);
		},
		now,
	);
	addErasure(erasing.folder, erasure);
	await forgetDeleted(db);
	return { ok: true };
}

/** An installation keeps an operator, and an organisation an administrator: nobody else could make a new one. */
async function whyNot(db: Database | Tx, id: string): Promise<Issue | null> {
	const operators = await db.selectFrom('operators').select('account').execute();
	if (operators.length === 1 && operators[0]?.account === id) return 'accounts.lastOperator';
	const administrators = await db
		.selectFrom('administrators as m')
		.innerJoin('accounts as a', 'a.id', 'm.account')
		.select('m.account')
		.where('a.organisation', '=', db.selectFrom('accounts').select('organisation').where('id', '=', id))
		.execute();
	return administrators.length === 1 && administrators[0]?.account === id ? 'accounts.lastAdministrator' : null;
}
