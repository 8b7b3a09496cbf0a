import type { Database, Tx } from '../database/database.server.ts';
import { destroyDetail } from './journal.server.ts';
import { INSTALLATION } from './journal.ts';

/** An entry by its outside: who may read what was there before and after is for the chain's own pages. */
export interface OwnEntry {
	chain: string;
	seq: number;
	at: string;
	action: string;
	object: string;
	channel: string;
}

/** What somebody did, and what was done to them, in all chains and in the order of time. */
export async function ownEntriesOf(db: Database, pseudonym: string): Promise<OwnEntry[]> {
	return db
		.selectFrom('journal')
		.select(['chain', 'seq', 'at', 'action', 'object', 'channel'])
		.where((e) => e.or([e('actor', '=', pseudonym), e('object', '=', pseudonym)]))
		.orderBy('at')
		.orderBy('chain')
		.orderBy('seq')
		.execute();
}

/** Destroys what the installation's chain kept beside entries about one person. The entries stay, and the chain still holds. */
export async function destroyDetailsAbout(tx: Tx, object: string): Promise<void> {
	const entries = await tx.selectFrom('journal').select('seq').where('chain', '=', INSTALLATION).where('object', '=', object).execute();
	for (const { seq } of entries) await destroyDetail(tx, INSTALLATION, seq);
}
