import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#platform/database/database.server.ts';
import { migrate } from '#platform/database/migrate.server.ts';
import { openKeys } from '#platform/keys/keys.server.ts';
import { type Neighbourhood, theNeighbourhood } from './neighbourhood.ts';
import { VILLAGE_KEY } from './people.ts';
import { addressFrom } from './said.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A server of our own with the whole neighbourhood in it. */
export interface Served {
	address: string;
	village: Neighbourhood;
	dataFolder: string;
	stop(): Promise<void>;
}

export async function serveNeighbourhood(): Promise<Served> {
	const dataFolder = await mkdtemp(join(tmpdir(), 'dorp-'));
	const village = await builtIn(dataFolder);
	const server = spawn(process.execPath, ['src/server.ts'], {
		cwd: ROOT,
		env: { ...process.env, PORT: '0', WIJKSPOOR_DATA: dataFolder, DATABASE_URL: '' },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const { address } = await addressFrom(server.stdout);
	return {
		address,
		village,
		dataFolder,
		async stop() {
			const ended = once(server, 'exit');
			server.kill('SIGTERM');
			await ended;
			await rm(dataFolder, { recursive: true });
		},
	};
}

/** The neighbourhood in a data folder, under the keys that the server will find there. */
async function builtIn(dataFolder: string): Promise<Neighbourhood> {
	const keyFolder = join(dataFolder, 'keys');
	openKeys(keyFolder);
	await writeFile(join(keyFolder, 'master.key'), `${VILLAGE_KEY.toString('base64')}\n`);
	const db = openDatabase({ databaseUrl: null, dataFolder });
	try {
		await migrate(db);
		return await theNeighbourhood(db);
	} finally {
		await db.destroy();
	}
}
