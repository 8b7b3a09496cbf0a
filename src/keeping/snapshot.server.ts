import { type Kysely, sql } from 'kysely';
import type { Database, Engine } from '#platform/database/database.server.ts';

export type Value = string | number | null | Uint8Array;
export type Row = Record<string, Value>;

/** A connection that looks at tables by name, whichever they are. */
export interface View {
	connection: Kysely<Record<string, Row>>;
	engine: Engine;
}

export const viewOf = (connection: unknown, engine: Engine): View => ({ connection: connection as View['connection'], engine });

/**
 * Looks at the database as it is at one moment, however long the work takes. Nobody who writes waits for it: on SQLite the
 * transaction takes no write lock, on PostgreSQL it is repeatable read and read only.
 */
export async function inSnapshot<T>(db: Database, work: (view: View) => Promise<T>): Promise<T> {
	const begin = db.engine === 'postgres' ? sql`begin isolation level repeatable read, read only` : sql`begin`;
	return db.connection().execute(async (connection) => {
		await begin.execute(connection);
		try {
			return await work(viewOf(connection, db.engine));
		} finally {
			await sql`rollback`.execute(connection);
		}
	});
}
