import { sql } from 'kysely';
import { BrokenBackup } from './problem.ts';
import { rowsIn } from './rows.server.ts';
import type { View } from './snapshot.server.ts';
import { type Table, tablesIn } from './tables.server.ts';

/** SQLite takes 32,766 values in one statement, PostgreSQL twice as many. */
const VALUES_AT_ONCE = 30_000;

/**
 * Fills the tables of a fresh database within a transaction, in any order: whether every row points at one that is there is
 * asked once, when all are in.
 */
export async function fillTables(
	view: View,
	work: (insert: (table: string, part: Buffer) => Promise<void>) => Promise<void>,
): Promise<void> {
	const tables = new Map((await tablesIn(view)).map((table) => [table.name, table]));
	const references = await postponeReferences(view);
	await work(async (name, part) => {
		const table = tables.get(name);
		if (!table) throw new BrokenBackup(`its schema has no table ${name}`);
		await insert(view, table, part);
	});
	await references.settle();
}

async function insert({ connection }: View, table: Table, part: Buffer): Promise<void> {
	const rows = rowsIn(table, part);
	const atOnce = Math.max(1, Math.floor(VALUES_AT_ONCE / table.columns.length));
	for (let from = 0; from < rows.length; from += atOnce) {
		await connection
			.insertInto(table.name)
			.values(rows.slice(from, from + atOnce))
			.execute();
	}
}

async function postponeReferences({ connection, engine }: View): Promise<{ settle(): Promise<void> }> {
	if (engine === 'sqlite') {
		await sql`pragma defer_foreign_keys = on`.execute(connection);
		// SQLite asks when the transaction ends, and then refuses the whole of it.
		return { async settle() {} };
	}
	const { rows } = await sql<{ on: string; name: string }>`select conrelid::regclass::text as on, conname as name
		from pg_constraint where contype = 'f' and not condeferrable and connamespace = current_schema()::regnamespace`.execute(connection);
	const alterAll = async (how: string) => {
		for (const { on, name } of rows)
			await sql`alter table ${sql.raw(on)} alter constraint ${sql.ref(name)} ${sql.raw(how)}`.execute(connection);
	};
	await alterAll('deferrable initially deferred');
	return {
		async settle() {
			await sql`set constraints all immediate`.execute(connection);
			await alterAll('not deferrable');
		},
	};
}
