import { sql } from 'kysely';
import type { ChainHead, Holdings } from './manifest.ts';
import { partsOf, Tally } from './rows.server.ts';
import type { View } from './snapshot.server.ts';
import { type Table, tablesIn } from './tables.server.ts';

/** What the database holds at the moment of the view. `pass` is given every part of every table on the way. */
export async function holdingsOf(
	view: View,
	pass: (table: Table, part: Buffer, number: number) => Promise<void> = async () => {},
): Promise<Holdings> {
	const tables = await tablesIn(view);
	const kept = [];
	for (const table of tables) {
		const tally = new Tally();
		let number = 0;
		for await (const part of partsOf(view, table)) {
			tally.add(part);
			await pass(table, part, ++number);
		}
		kept.push(tally.of(table.name));
	}
	const hasJournal = tables.some(({ name }) => name === 'journal');
	return { schema: await schemaOf(view), tables: kept, chains: hasJournal ? await headsIn(view) : [] };
}

/** The newest migration that was applied. */
async function schemaOf({ connection }: View): Promise<string> {
	const { rows } = await sql<{ name: string }>`select max(name) as name from kysely_migration`.execute(connection);
	return rows[0]?.name ?? 'none';
}

async function headsIn({ connection }: View): Promise<ChainHead[]> {
	const { rows } = await sql<ChainHead>`select chain, seq, hash from journal as entry
		where seq = (select max(seq) from journal where chain = entry.chain)`.execute(connection);
	return rows.map(({ chain, seq, hash }) => ({ chain, seq, hash })).toSorted((a, b) => (a.chain < b.chain ? -1 : 1));
}
