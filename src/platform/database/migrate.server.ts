import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './database.server.ts';

/** A database that a newer version of the program made; running on could spoil it. */
export class NewerDatabase extends Error {
	constructor(found: string, known: string) {
		super(`The database is newer (${found}) than this program (${known}). Install the newer version; nothing was changed.`);
	}
}

const FOLDER = join(import.meta.dirname, '../../../migrations');

const knownMigrations = () =>
	readdirSync(FOLDER)
		.filter((name) => /^\d{4}-.*\.ts$/.test(name))
		.map((name) => name.slice(0, -3))
		.sort();

/** The name of the newest migration this program knows. */
export const schemaVersion = (): string => knownMigrations().at(-1) ?? 'none';

/** Brings the database to this program's schema, or refuses when it is ahead of it. */
export async function migrate(db: Database): Promise<void> {
	const known = knownMigrations();
	const migrator = new Migrator({
		db: db as unknown as Kysely<unknown>,
		provider: {
			async getMigrations() {
				const entries = known.map(async (name) => [name, await load(name, db)] as const);
				return Object.fromEntries(await Promise.all(entries));
			},
		},
	});
	const applied = await appliedMigrations(db);
	const ahead = applied.find((name) => !known.includes(name));
	if (ahead) throw new NewerDatabase(ahead, schemaVersion());
	if (applied.length === known.length) return;
	const { error } = await migrator.migrateToLatest();
	if (error) throw error;
}

async function appliedMigrations(db: Database): Promise<string[]> {
	const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
	if (!tables.some((table) => table.name === 'kysely_migration')) return [];
	const bookkeeping = db as unknown as Kysely<{ kysely_migration: { name: string } }>;
	const rows = await bookkeeping.selectFrom('kysely_migration').select('name').orderBy('name').execute();
	return rows.map((row) => row.name);
}

async function load(name: string, db: Database): Promise<Migration> {
	const { up } = await import(join(FOLDER, `${name}.ts`));
	return { up: (inner) => up(inner, db.engine) };
}
