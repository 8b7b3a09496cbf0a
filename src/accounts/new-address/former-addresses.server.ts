import type { Database, Tx } from '#platform/database/database.server.ts';

/** Addresses that their person can still go back to. */
const stillTheirs = (db: Database | Tx, now: Date) =>
	db
		.selectFrom('address_changes')
		.where('confirmed_at', 'is not', null)
		.where('undone_at', 'is', null)
		.where('undo_until', '>', now.toISOString());

/** The addresses somebody left lately, oldest first. */
export async function formerAddressesOf(db: Database | Tx, account: string, now: Date): Promise<string[]> {
	const rows = await stillTheirs(db, now).select('former').where('account', '=', account).orderBy('confirmed_at').execute();
	return rows.flatMap(({ former }) => former ?? []);
}

/** Whose address this is: of who has it, or of who left it so lately that they can still go back. */
export async function holderOf(db: Database | Tx, addressKey: string, now: Date): Promise<string | null> {
	const holder = await db.selectFrom('accounts').select('id').where('address_key', '=', addressKey).executeTakeFirst();
	if (holder) return holder.id;
	const left = await stillTheirs(db, now).select('account').where('former_key', '=', addressKey).executeTakeFirst();
	return left?.account ?? null;
}
