import type { Database } from '#platform/database/database.server.ts';

export interface OwnAddressChange {
	address: string;
	former: string | null;
	askedAt: string;
	confirmedAt: string | null;
	undoneAt: string | null;
}

/** Mail addresses somebody wanted or left lately, for who takes their own data along. */
export async function addressChangesOf(db: Database, account: string): Promise<OwnAddressChange[]> {
	return db
		.selectFrom('address_changes')
		.select(['address', 'former', 'asked_at as askedAt', 'confirmed_at as confirmedAt', 'undone_at as undoneAt'])
		.where('account', '=', account)
		.orderBy('asked_at')
		.execute();
}
