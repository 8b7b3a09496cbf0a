import type { Database, Tx } from '../database/database.server.ts';
import type { Keys } from '../keys/keys.server.ts';
import type { Head } from './journal.ts';
import { type StoredEntry, type Verdict, verifyRows } from './verifying.ts';

const PAGE = 1000;

/** A chain as it is stored, from the first entry on, a page at a time. */
export async function* storedEntriesOf(db: Database | Tx, chain: string): AsyncGenerator<StoredEntry> {
	let last: number | undefined;
	while (true) {
		const page = await db
			.selectFrom('journal as j')
			.leftJoin('journal_details as d', (join) => join.onRef('d.chain', '=', 'j.chain').onRef('d.seq', '=', 'j.seq'))
			.selectAll('j')
			.select('d.content')
			.where('j.chain', '=', chain)
			.$if(last !== undefined, (query) => query.where('j.seq', '>', last ?? 0))
			.orderBy('j.seq')
			.limit(PAGE)
			.execute();
		yield* page;
		if (page.length < PAGE) return;
		last = page.at(-1)?.seq;
	}
}

/** Whether a chain holds, and holds what was said of it. Without checkpoints nobody can tell that its newest entries are gone. */
export const verifyChain = (db: Database, keys: Keys, chain: string, checkpoints: readonly Head[] = []): Promise<Verdict> =>
	verifyRows(chain, storedEntriesOf(db, chain), keys, checkpoints);
