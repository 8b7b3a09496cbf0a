import { sql } from 'kysely';
import type { Database } from './database.server.ts';

/**
 * Takes what was deleted out of the files as well. SQLite only marks pages as free and keeps old ones in its write-ahead log; even its
 * `secure_delete` leaves pieces of rows behind where pages were divided, so the file is written anew and the log emptied. False when
 * somebody was still reading the older state: then the log is emptied later. PostgreSQL reuses the space by itself, when it is busy enough.
 */
export async function forgetDeleted(db: Database): Promise<boolean> {
	if (db.engine === 'postgres') return true;
	await sql`vacuum`.execute(db);
	const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
	return rows[0]?.busy === 0;
}
