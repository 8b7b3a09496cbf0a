import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
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
			const { place, migrated, clean } = engine === 'sqlite' ? folders() : servers();
			const opened: Database[] = [];
			after(async () => {
				await Promise.all(opened.map((db) => db.destroy()));
				await clean();
			});
			const fresh = async () => {
				const db = openDatabase(await migrated());
				opened.push(db);
				return db;
			};
			tell(fresh, engine, place);
		});
	}
}

interface Places {
	/** An empty place. */
	place: FreshPlace;
	/** A place with every table in it, copied from one that was migrated: that is several times as fast as migrating each. */
	migrated: FreshPlace;
	clean(): Promise<void>;
}

async function migrateAt(place: DatabasePlace): Promise<void> {
	const db = openDatabase(place);
	await migrate(db);
	await db.destroy();
}

function folders(): Places {
	const made: string[] = [];
	let first: Promise<string> | undefined;
	const place = async () => {
		const dataFolder = await mkdtemp(join(tmpdir(), 'wijkspoor-'));
		made.push(dataFolder);
		return { databaseUrl: null, dataFolder };
	};
	return {
		place,
		async migrated() {
			first ??= place().then(async (empty) => {
				await migrateAt(empty);
				return empty.dataFolder;
			});
			const copy = await place();
			await cp(await first, copy.dataFolder, { recursive: true });
			return copy;
		},
		async clean() {
			await Promise.all(made.map((folder) => rm(folder, { recursive: true })));
		},
	};
}

const MIGRATIONS = join(import.meta.dirname, '../../migrations');

/** Named for what is in the migrations, so that files that are tested beside each other share one, and none is ever out of date. */
function templateName(): string {
	const hash = createHash('sha256');
	for (const file of readdirSync(MIGRATIONS).toSorted()) hash.update(readFileSync(join(MIGRATIONS, file)));
	return `migrated_${hash.digest('hex').slice(0, 16)}`;
}

function servers(): Places {
	const address = process.env.WIJKSPOOR_TEST_POSTGRES;
	if (!address) throw new Error('Run the tests with bin/test: it starts the PostgreSQL server they need.');
	const made: string[] = [];
	const at = (name: string): DatabasePlace => ({
		databaseUrl: Object.assign(new URL(address), { pathname: `/${name}` }).href,
		dataFolder: '',
	});
	const asking = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
		const client = new pg.Client({ connectionString: address });
		await client.connect();
		try {
			return await work(client);
		} finally {
			await client.end();
		}
	};
	const create = (client: pg.Client, name: string, template: string) =>
		client.query(`create database ${name} encoding 'UTF8' locale 'C.UTF-8' template ${template}`);
	const placeFrom = async (template: string) => {
		const name = `test_${randomBytes(8).toString('hex')}`;
		await asking((client) => create(client, name, template));
		made.push(name);
		return at(name);
	};
	let template: Promise<string> | undefined;
	/** Made by the first that asks; it gets its name once it is whole. */
	const makeTemplate = () =>
		asking(async (client) => {
			const name = templateName();
			await client.query(`select pg_advisory_lock(hashtext('${name}'))`);
			const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
			if (rowCount === 0) {
				const draft = `draft_${randomBytes(8).toString('hex')}`;
				await create(client, draft, 'template0');
				await migrateAt(at(draft));
				await client.query(`alter database ${draft} rename to ${name}`);
			}
			return name;
		});
	return {
		place: () => placeFrom('template0'),
		async migrated() {
			template ??= makeTemplate();
			return placeFrom(await template);
		},
		async clean() {
			await asking(async (client) => {
				for (const name of made) await client.query(`drop database if exists ${name} with (force)`);
			});
		},
	};
}
