import type { Database, Tx } from '#platform/database/database.server.ts';

/** The account at exactly this address. For verbs in which somebody names another by an address they know; there is no other search. */
export async function findAccountAt(db: Database | Tx, addressKey: string): Promise<{ id: string; pseudonym: string } | null> {
	const row = await db.selectFrom('accounts').select(['id', 'pseudonym']).where('address_key', '=', addressKey).executeTakeFirst();
	return row ?? null;
}
