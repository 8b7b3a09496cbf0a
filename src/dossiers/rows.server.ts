import type { Kysely } from 'kysely';
import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Row } from './dossier.ts';
import { type KeptTable, keptTable, type List } from './kept.ts';

/** The tables by names that are only known while it runs. */
export const anyTable = (db: Database | Tx): Kysely<Record<string, Record<string, unknown>>> => db as never;

/** The entries that a dossier holds. What is personal is its author’s, and not the project’s. */
export const entriesOf = (tx: Tx, project: string) =>
	tx.selectFrom('entries').select('id').where('project', '=', project).where('level', '!=', 'personal');

/** All rows of a table that belong to a project, as they are stored. */
export async function rowsOf(tx: Tx, list: List, project: string): Promise<Row[]> {
	const { of, refs }: KeptTable = keptTable(list);
	let query = anyTable(tx).selectFrom(list).selectAll();
	if (of === 'project') query = query.where('project', '=', project);
	if (list === 'entries') query = query.where('level', '!=', 'personal');
	for (const [column, other] of Object.entries(refs)) {
		if (other === 'entries') query = query.where(column, 'in', entriesOf(tx, project) as never);
		if (of !== 'project' && of.list === other && other !== 'entries')
			query = query.where(column, 'in', tx.selectFrom(other).select('id').where('project', '=', project) as never);
	}
	return query.execute();
}

/** By the units of the text, which is the same on every engine and under every locale. */
export const inOrder = (rows: Row[], keys: readonly string[]): Row[] =>
	rows.toSorted((one, other) => {
		for (const key of keys) {
			const [a, b] = [one[key] as string | number, other[key] as string | number];
			if (a !== b) return a < b ? -1 : 1;
		}
		return 0;
	});

const SQL_VALUES = 30_000;

/** As many rows at once as a database takes. */
export async function insertAll(tx: Tx, table: string, rows: Row[]): Promise<void> {
	const [first] = rows;
	if (!first) return;
	const atOnce = Math.max(1, Math.floor(SQL_VALUES / Object.keys(first).length));
	for (let from = 0; from < rows.length; from += atOnce)
		await anyTable(tx)
			.insertInto(table)
			.values(rows.slice(from, from + atOnce))
			.execute();
}
