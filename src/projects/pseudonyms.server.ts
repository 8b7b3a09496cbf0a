import type { Tx } from '#platform/database/database.server.ts';

/** By what the journal names the account that sees to something. */
export async function pseudonymOf(tx: Tx, owner: string | null): Promise<string | null> {
	if (owner === null) return null;
	const row = await tx.selectFrom('accounts').select('pseudonym').where('id', '=', owner).executeTakeFirst();
	return row?.pseudonym ?? null;
}
