import { sql } from 'kysely';
import type { Database } from './database.server.ts';

/** Such as `SQLite 3.51.3`. */
export async function engineVersion(db: Database): Promise<string> {
	const { rows } =
		db.engine === 'postgres'
			? await sql<{ version: string }>`select current_setting('server_version') as version`.execute(db)
			: await sql<{ version: string }>`select sqlite_version() as version`.execute(db);
	return `${db.engine === 'postgres' ? 'PostgreSQL' : 'SQLite'} ${rows[0]?.version}`;
}
