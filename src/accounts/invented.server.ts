import type { Database, Tx } from '#platform/database/database.server.ts';
import { leadsNowhere } from '#platform/letters/addresses.ts';
import type { Account } from './account.ts';

/**
 * Somebody who does not exist, to do in the sample what people do. They have no password, and no letter that lets them choose one
 * arrives, so nobody can sign in as them; here alone they act without. Throws for everybody with an address that may be somebody’s.
 */
export async function inventedAccount(db: Database | Tx, id: string): Promise<Account> {
	const row = await db
		.selectFrom('accounts')
		.select(['id', 'pseudonym', 'name', 'address', 'language', 'organisation'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	if (!leadsNowhere(row.address)) throw new Error('Nobody acts for somebody who exists.');
	return { ...row, signIn: '', provenAt: new Date(0) } as unknown as Account;
}
