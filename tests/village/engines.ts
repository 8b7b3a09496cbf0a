import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe } from 'node:test';
import pg from 'pg';
import { type Database, type DatabasePlace, type Engine, openDatabase } from '#platform/database/database.server.ts';
import { migrate } from '#platform/database/migrate.server.ts';

/** Where a fresh database is, on one of the engines. */
export type FreshPlace = () => Promise<DatabasePlace>;

/** Tells the same tests on the embedded database and on PostgreSQL, each test with databases of its own. */
export function onBothEngines(name: string, tell: (fresh: () => Promise<Database>, engine: Engine, freshPlace: FreshPlace) => void): void {
	for (const engine of ['sqlite', 'postgres'] as const) {
		describe(`${name} (${engine})`, () => {
			const { place, clean } = engine === 'sqlite' ? folders() : servers();
			const opened: Database[] = [];
			after(async () => {
				await Promise.all(opened.map((db) => db.destroy()));
				await clean();
			});
			const fresh = async () => {
				const db = openDatabase(await place());
				opened.push(db);
				await migrate(db);
				return db;
			};
			tell(fresh, engine, place);
		});
	}
}

function folders() {
	const made: string[] = [];
	return {
		async place(): Promise<DatabasePlace> {
			const dataFolder = await mkdtemp(join(tmpdir(), 'wijkspoor-'));
			made.push(dataFolder);
			return { databaseUrl: null, dataFolder };
		},
		async clean() {
			await Promise.all(made.map((folder) => rm(folder, { recursive: true })));
		},
	};
}

function servers() {
	const address = process.env.WIJKSPOOR_TEST_POSTGRES;
	if (!address) throw new Error('Run the tests with bin/test: it starts the PostgreSQL server they need.');
	const made: string[] = [];
	const ask = async (sql: string) => {
		const client = new pg.Client({ connectionString: address });
		await client.connect();
		await client.query(sql);
		await client.end();
	};
	return {
		async place(): Promise<DatabasePlace> {
			const name = `test_${randomBytes(8).toString('hex')}`;
			await ask(`create database ${name} encoding 'UTF8' locale 'C.UTF-8' template template0`);
			made.push(name);
			const url = new URL(address);
			url.pathname = `/${name}`;
			return { databaseUrl: url.href, dataFolder: '' };
		},
		async clean() {
			for (const name of made) await ask(`drop database if exists ${name} with (force)`);
		},
	};
}
