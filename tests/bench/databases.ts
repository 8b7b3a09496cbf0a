import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Database, type DatabasePlace, type Engine, openDatabase } from '#platform/database/database.server.ts';
import { migrate } from '#platform/database/migrate.server.ts';

/** Opens an empty database of ours on one engine, and takes it away when the work is done. */
export async function withDatabase<T>(engine: Engine, work: (db: Database, place: DatabasePlace) => Promise<T>): Promise<T> {
	const { place, clear } = engine === 'sqlite' ? await folder() : await server();
	try {
		const db = openDatabase(place);
		try {
			await migrate(db);
			return await work(db, place);
		} finally {
			await db.destroy();
		}
	} finally {
		await clear();
	}
}

interface Lent {
	place: DatabasePlace;
	clear: () => Promise<void>;
}

async function folder(): Promise<Lent> {
	const dataFolder = await mkdtemp(join(tmpdir(), 'meting-'));
	return { place: { databaseUrl: null, dataFolder }, clear: () => rm(dataFolder, { recursive: true }) };
}

async function server(): Promise<Lent> {
	const address = process.env.WIJKSPOOR_TEST_POSTGRES;
	if (!address) throw new Error('Measure with bin/bench: it starts the PostgreSQL server this needs.');
	const name = `meting_${process.pid}`;
	const ask = async (sql: string) => {
		const client = new pg.Client({ connectionString: address });
		await client.connect();
		await client.query(sql);
		await client.end();
	};
	await ask(`create database ${name} encoding 'UTF8' locale 'C.UTF-8' template template0`);
	const url = new URL(address);
	url.pathname = `/${name}`;
	return { place: { databaseUrl: url.href, dataFolder: '' }, clear: () => ask(`drop database ${name} with (force)`) };
}
