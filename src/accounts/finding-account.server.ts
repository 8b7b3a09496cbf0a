import type { Database, Tx } from '#platform/database/database.server.ts';

/** The account at exactly this address, of somebody who can come in. For verbs in which somebody names another by an address they know; there is no other search. */
export async function findAccountAt(db: Database | Tx, addressKey: string): Promise<{ id: string; pseudonym: string } | null> {
	const row = await db
		.selectFrom('accounts as a')
		.leftJoin('deactivations as d', 'd.account', 'a.id')
		.select(['a.id', 'a.pseudonym'])
		.where('a.address_key', '=', addressKey)
		.where('d.account', 'is', null)
		.executeTakeFirst();
	return row ?? null;
}
