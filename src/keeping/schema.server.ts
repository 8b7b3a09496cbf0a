import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { schemaVersion } from '#platform/database/migrate.server.ts';
import { KeepingProblem } from './problem.ts';
import type { View } from './snapshot.server.ts';

const FOLDER = join(import.meta.dirname, '../../migrations');

const knownMigrations = (): string[] =>
	readdirSync(FOLDER)
		.filter((name) => /^\d{4}-.*\.ts$/.test(name))
		.map((name) => name.slice(0, -3));

export function refuseUnknownSchema(schema: string): void {
	if (knownMigrations().includes(schema)) return;
	throw new KeepingProblem(
		`This backup is of a newer version (${schema}) than this program (${schemaVersion()}). Install that version first.`,
	);
}

/**
 * Makes the tables in an empty database as they were when the backup was made: rows of then fit in no tables of later. The
 * next start brings them to the present.
 */
export async function makeTables({ connection, engine }: View, schema: string): Promise<void> {
	const migrator = new Migrator({
		db: connection as unknown as Kysely<unknown>,
		provider: {
			async getMigrations() {
				return Object.fromEntries(await Promise.all(knownMigrations().map(async (name) => [name, await migration(name, engine)])));
			},
		},
	});
	const { error } = await migrator.migrateTo(schema);
	if (error) throw error;
}

async function migration(name: string, engine: View['engine']): Promise<Migration> {
	const { up } = await import(join(FOLDER, `${name}.ts`));
	return { up: (db) => up(db, engine) };
}
