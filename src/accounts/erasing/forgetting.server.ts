import type { Tx } from '#platform/database/database.server.ts';
import type { Acting } from '#platform/journal/journal.server.ts';
import type { Erasure } from './erased-list.server.ts';
import { type Ending, HOLDINGS, type Holding } from './holdings.server.ts';

/** What an installation needs to know to erase somebody. */
export interface Erasing {
	/** Where the list outside the database is. */
	folder: string;
	/** Everything that is kept of a person, in the order in which it can go. */
	holdings: Holding[];
}

export const ALL_OF_ACCOUNTS: Holding[] = Object.values(HOLDINGS);

/** Takes away all that is kept of a person but what the journal calls them. Null when they are not there. */
export async function forget(acting: Acting, pseudonym: string, holdings: Holding[], now: Date, ending: Ending): Promise<Erasure | null> {
	const { tx } = acting;
	const row = await tx
		.selectFrom('accounts')
		.select(['id', 'address', 'address_key'])
		.where('pseudonym', '=', pseudonym)
		.executeTakeFirst();
	if (!row) return null;
	const got = await tx.selectFrom('invitations').select('id').where('address_key', '=', row.address_key).execute();
	const invitations = got.map(({ id }) => id);
	for (const holding of holdings) await holding(acting, { id: row.id, pseudonym, address: row.address, invitations }, now, ending);
	const erasure = { pseudonym, at: now.toISOString(), invitations };
	await writeDown(tx, erasure);
	return erasure;
}

/** Once is enough: another process may have been first. */
export async function writeDown(tx: Tx, { invitations, ...erasure }: Erasure): Promise<void> {
	await tx
		.insertInto('erased')
		.values({ ...erasure, invitations: JSON.stringify(invitations) })
		.onConflict((c) => c.doNothing())
		.execute();
}
