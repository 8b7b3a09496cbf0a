import { randomBytes } from 'node:crypto';
import type { Tx } from '#platform/database/database.server.ts';
import type { Language } from '#platform/languages.ts';
import { newId } from '#platform/tokens.ts';

export interface NewAccount {
	name: string;
	address: string;
	addressKey: string;
	language: Language;
	organisation: string;
	/** Argon2id in PHC notation, or null for who signs in another way. */
	password: string | null;
}

const newPseudonym = (): string => `p_${randomBytes(8).toString('hex')}`;

/** Writes down a new account. What gives somebody the right to one is decided by who calls this. */
export async function insertAccount(tx: Tx, { addressKey, ...account }: NewAccount, now: Date): Promise<{ id: string; pseudonym: string }> {
	const row = { id: newId(now), pseudonym: newPseudonym(), ...account, address_key: addressKey, created_at: now.toISOString() };
	await tx.insertInto('accounts').values(row).execute();
	return row;
}
