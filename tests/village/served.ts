import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '#platform/database/database.server.ts';
import { migrate } from '#platform/database/migrate.server.ts';
import { openKeys } from '#platform/keys/keys.server.ts';
import { type Neighbourhood, theNeighbourhood } from './neighbourhood.ts';
import { VILLAGE_KEY } from './people.ts';
import { addressFrom } from './said.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A server of our own, with people in it. */
export interface Served<Village> {
	/** `http://127.0.0.1:PORT` */
	address: string;
	village: Village;
	dataFolder: string;
	/** The server's own process. */
	pid: number;
	/** The database the server works on, for what a screen cannot do: let time pass, look behind it. */
	db: Database;
	/** What the server said so far, on both its outputs. */
	output(): string;
	stop(): Promise<void>;
}

/** Serves a house of its own that holds what `fill` puts there before the doors open. `settings` are environment variables for the server. */
export async function serveHouse<Village>(
	fill: (db: Database) => Promise<Village>,
	settings: Record<string, string> = {},
): Promise<Served<Village>> {
	const dataFolder = await mkdtemp(join(tmpdir(), 'dorp-'));
	const keyFolder = join(dataFolder, 'keys');
	openKeys(keyFolder);
	// The keys of the village, so that what it seals can be opened by the server.
	await writeFile(join(keyFolder, 'master.key'), `${VILLAGE_KEY.toString('base64')}\n`);
	const db = openDatabase({ databaseUrl: settings.DATABASE_URL ?? null, dataFolder });
	await migrate(db);
	const village = await fill(db);
	const server = spawn(process.execPath, ['src/server.ts'], {
		cwd: ROOT,
		env: { ...process.env, PORT: '0', WIJKSPOOR_DATA: dataFolder, WIJKSPOOR_KEYS: '', DATABASE_URL: '', ORIGIN: '', ...settings },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let said = '';
	for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
	server.stderr.pipe(process.stderr, { end: false });
	const { address } = await addressFrom(server.stdout);
	return {
		address,
		village,
		dataFolder,
		pid: server.pid ?? 0,
		db,
		output: () => said,
		async stop() {
			await db.destroy();
			if (server.exitCode === null && server.signalCode === null) {
				const ended = once(server, 'exit');
				server.kill('SIGTERM');
				await ended;
			}
			await rm(dataFolder, { recursive: true });
		},
	};
}

export const serveNeighbourhood = (): Promise<Served<Neighbourhood>> => serveHouse((db) => theNeighbourhood(db));
