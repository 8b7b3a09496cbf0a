import { sql } from 'kysely';
import type { View } from './snapshot.server.ts';

/** A table as it is kept. */
export interface Table {
	name: string;
	/** In the order of the alphabet, for the engines do not always have them in the same order. */
	columns: Column[];
	/** The columns rows are put in order by: those of the primary key, or all where there is none. */
	order: Column[];
}

interface Column {
	name: string;
	kind: 'text' | 'number' | 'bytes';
}

const KINDS: Record<Column['kind'], string[]> = {
	text: ['text', 'varchar'],
	number: ['integer', 'int2', 'int4', 'int8', 'real', 'float4', 'float8'],
	bytes: ['blob', 'bytea'],
};

/** By name and not by how they begin: a table that people fill must never be left out for its name. */
const FOLLOWS_FROM_A_RELEASE = /^search_(records|texts|labels|words|state|index(_\w+)?)$/;

/**
 * The tables that go into a backup; new ones come along by themselves. The index of the search is left out on both engines:
 * it follows from a release, a start fills it anew when it is empty, and it differs per engine as nothing else does.
 */
export async function tablesIn(view: View): Promise<Table[]> {
	const found = await view.connection.introspection.getTables();
	const schema = view.engine === 'postgres' ? await currentSchema(view) : undefined;
	const names = found
		.filter((table) => !table.isView && table.schema === schema && !FOLLOWS_FROM_A_RELEASE.test(table.name))
		.map(({ name }) => name);
	return Promise.all(names.toSorted().map((name) => tableOf(view, name)));
}

async function currentSchema({ connection }: View): Promise<string> {
	const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(connection);
	return rows[0]?.schema ?? '';
}

interface FoundColumn {
	name: string;
	type: string;
	/** Its place in the primary key, or null. */
	key: number | null;
}

async function tableOf({ connection, engine }: View, name: string): Promise<Table> {
	const { rows } = await (engine === 'postgres' ? postgresColumns(name) : sqliteColumns(name)).execute(connection);
	const columns = rows.map((found) => ({ name: found.name, kind: kindOf(name, found), key: found.key }));
	const key = columns.filter((column) => column.key !== null).toSorted((a, b) => Number(a.key) - Number(b.key));
	const plain = ({ name, kind }: Column) => ({ name, kind });
	const sorted = columns.map(plain).toSorted((a, b) => (a.name < b.name ? -1 : 1));
	return { name, columns: sorted, order: key.length > 0 ? key.map(plain) : sorted };
}

/** What the database works out by itself is not kept: it comes back by itself. */
const sqliteColumns = (table: string) =>
	sql<FoundColumn>`select name, lower(type) as type, nullif(pk, 0) as key from pragma_table_xinfo(${table}) where hidden = 0`;

const postgresColumns = (table: string) =>
	sql<FoundColumn>`select a.attname as name, t.typname as type, array_position(i.indkey::int2[], a.attnum) as key
		from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
		where a.attrelid = format('%I.%I', current_schema(), ${table}::text)::regclass
			and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and t.typname <> 'tsvector'`;

/** A kind we do not know would not come back as it was, so it is found when the table is made and not when it is missed. */
function kindOf(table: string, { name, type }: FoundColumn): Column['kind'] {
	for (const kind of ['text', 'number', 'bytes'] as const) if (KINDS[kind].includes(type)) return kind;
	throw new Error(`${table}.${name} is of the kind ${type}, which a backup cannot carry; see KINDS.`);
}
