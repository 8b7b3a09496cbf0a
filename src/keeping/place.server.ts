import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Database, type DatabasePlace, openDatabase } from '#platform/database/database.server.ts';
import { KeepingProblem } from './problem.ts';

/** The embedded database has this name in its folder. */
const EMBEDDED = 'wijkspoor.db';

export const embeddedIn = (folder: string): string => join(folder, EMBEDDED);
export const filesOf = ({ dataFolder }: DatabasePlace): string => join(dataFolder, 'files');

export const exists = (path: string): Promise<boolean> =>
	access(path).then(
		() => true,
		() => false,
	);

/** Opens a database of ours, and does not make one by looking for it. */
export async function openExisting(place: DatabasePlace): Promise<Database> {
	const nothing = new KeepingProblem(
		place.databaseUrl
			? 'The database of DATABASE_URL holds nothing yet.'
			: `There is no database in ${place.dataFolder}. Does WIJKSPOOR_DATA name the right folder?`,
	);
	if (!place.databaseUrl && !(await exists(embeddedIn(place.dataFolder)))) throw nothing;
	const db = openDatabase(place);
	try {
		const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
		if (!tables.some(({ name }) => name === 'kysely_migration')) throw nothing;
		return db;
	} catch (error) {
		await db.destroy();
		throw error;
	}
}

/** Whether there is nothing at all in the database that a restore would mix with. */
export async function hasNoDatabase(place: DatabasePlace): Promise<boolean> {
	if (!place.databaseUrl) return !(await exists(embeddedIn(place.dataFolder)));
	const db = openDatabase(place);
	try {
		const { rows } =
			await sql`select 1 from pg_class where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace limit 1`.execute(db);
		return rows.length === 0;
	} finally {
		await db.destroy();
	}
}
