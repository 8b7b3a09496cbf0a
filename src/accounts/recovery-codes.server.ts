import { randomInt } from 'node:crypto';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { hashOfToken } from '#platform/tokens.ts';

/** No letter can be taken for a figure. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const COUNT = 10;
const LENGTH = 24;
const GROUP = 6;

/** Makes ten new codes of 118 bits each and drops the old ones. They are shown once; only their hashes are kept. */
export async function newRecoveryCodes(tx: Tx, account: string): Promise<string[]> {
	const codes = Array.from({ length: COUNT }, () => Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''));
	await tx.deleteFrom('recovery_codes').where('account', '=', account).execute();
	await tx
		.insertInto('recovery_codes')
		.values(codes.map((code) => ({ hash: hashOfToken(code), account, used_at: null })))
		.execute();
	return codes.map((code) => code.match(new RegExp(`.{${GROUP}}`, 'g'))?.join('-') ?? code);
}

/** Uses a code up. Whether it was one of this account that had not been used. */
export async function useRecoveryCode(tx: Tx, account: string, typed: string, now: Date): Promise<boolean> {
	const code = typed.toLowerCase().replace(/[^a-z0-9]/g, '');
	const { numUpdatedRows } = await tx
		.updateTable('recovery_codes')
		.set({ used_at: now.toISOString() })
		.where('hash', '=', hashOfToken(code))
		.where('account', '=', account)
		.where('used_at', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows === 1n;
}

export async function recoveryCodesLeft(db: Database, account: string): Promise<number> {
	const { left } = await db
		.selectFrom('recovery_codes')
		.select((e) => e.fn.countAll<number>().as('left'))
		.where('account', '=', account)
		.where('used_at', 'is', null)
		.executeTakeFirstOrThrow();
	return Number(left);
}
