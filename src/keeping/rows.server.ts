import { createHash } from 'node:crypto';
import { type Expression, sql } from 'kysely';
import type { KeptTable } from './manifest.ts';
import { BrokenBackup } from './problem.ts';
import type { Row, Value, View } from './snapshot.server.ts';
import type { Table } from './tables.server.ts';

/** Rows as text: each a JSON object on a line of its own, its columns in the order of the alphabet; bytes as `{"base64":"…"}`. */

/** How much text is kept together, in bytes: what is in memory at once while a table passes. */
const PART = 1 << 20;
const FETCHED_AT_ONCE = 200;
const NEWLINE = 10;

/** The rows of a table in the order of its key, as text in parts. */
export async function* partsOf(view: View, table: Table): AsyncGenerator<Buffer> {
	let lines: string[] = [];
	let size = 0;
	for await (const row of rowsOf(view, table)) {
		const line = lineOf(table, row);
		lines.push(line);
		size += line.length;
		if (size < PART) continue;
		yield Buffer.from(lines.join(''));
		lines = [];
		size = 0;
	}
	if (lines.length > 0) yield Buffer.from(lines.join(''));
}

/** Each engine has its own way to hand over a long answer bit by bit. */
async function* rowsOf(view: View, table: Table): AsyncGenerator<Row> {
	const { connection, engine } = view;
	const names = table.columns.map(({ name }) => name);
	const query = connection.selectFrom(table.name).select(names).orderBy(inOrder(view, table));
	if (engine === 'sqlite') {
		yield* query.stream();
		return;
	}
	await sql`declare kept_rows no scroll cursor for ${query}`.execute(connection);
	for (;;) {
		const { rows } = await sql<Row>`fetch ${sql.lit(FETCHED_AT_ONCE)} from kept_rows`.execute(connection);
		yield* rows;
		if (rows.length < FETCHED_AT_ONCE) break;
	}
	await sql`close kept_rows`.execute(connection);
}

/** By bytes, as SQLite does of itself: the same rows are in the same order under every locale. */
function inOrder({ engine }: View, { order }: Table): Expression<unknown> {
	const terms = order.map(({ name, kind }) =>
		engine === 'postgres' && kind === 'text' ? sql`${sql.ref(name)} collate "C" nulls first` : sql`${sql.ref(name)} nulls first`,
	);
	return sql.join(terms);
}

const lineOf = (table: Table, row: Row): string =>
	`${JSON.stringify(Object.fromEntries(table.columns.map(({ name }) => [name, asJson(row[name], `${table.name}.${name}`)])))}\n`;

function asJson(value: Value | undefined, where: string): unknown {
	if (value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) return value;
	if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
	throw new Error(`${where} holds a ${typeof value}, which a backup cannot carry.`);
}

/** The rows in a part, as they stood in the table. */
export function rowsIn(table: Table, part: Buffer): Row[] {
	const lines = part.toString().split('\n').slice(0, -1);
	return lines.map((line) => {
		const said: Record<string, unknown> = JSON.parse(line);
		if (Object.keys(said).join() !== table.columns.map(({ name }) => name).join()) {
			throw new BrokenBackup(`a row of ${table.name} has other columns than its table`);
		}
		return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, fromJson(value)]));
	});
}

const fromJson = (value: unknown): Value =>
	typeof value === 'object' && value !== null && 'base64' in value ? Buffer.from(String(value.base64), 'base64') : (value as Value);

/** Counts the rows of one table and hashes them as they pass. */
export class Tally {
	#rows = 0;
	readonly #hash = createHash('sha256');

	add(part: Buffer): void {
		this.#hash.update(part);
		for (let at = part.indexOf(NEWLINE); at !== -1; at = part.indexOf(NEWLINE, at + 1)) this.#rows++;
	}

	of = (name: string): KeptTable => ({ name, rows: this.#rows, sha256: this.#hash.copy().digest('hex') });
}
