import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { unzipSync } from 'fflate';
import { openStoreroom } from '#documents/storeroom.server.ts';
import { bringIn, type Destination } from '#dossiers/bringing-in.server.ts';
import { ledByNamed } from '#dossiers/led-by.server.ts';
import { dossierOf } from '#dossiers/writing.server.ts';
import { type Database, openDatabase } from '#platform/database/database.server.ts';
import { migrate } from '#platform/database/migrate.server.ts';
import { signingFrom } from '#platform/journal/signing.server.ts';
import { keysFrom } from '#platform/keys/keys.server.ts';
import { speechIn } from '#platform/messages.ts';
import { keys, signing } from './people.ts';

/** An installation with files, of the village or somewhere else with keys of its own. */
export interface Installation extends Destination {
	folder: string;
}

/** Makes installations for one file of tests, and takes them away after it. */
export function installations() {
	const made: Installation[] = [];
	after(async () => {
		for (const { db, folder } of made) {
			await db.destroy();
			rmSync(folder, { recursive: true });
		}
	});
	const at = (db: Database, folder: string, isVillage: boolean): Installation => {
		const storeroom = openStoreroom({ dataFolder: folder, uploads: { most: 500_000, mostOfProject: 2_000_000 }, scanner: null });
		const own = { keys: keysFrom(randomBytes(32)), signing: signingFrom(generateKeyPairSync('ed25519').privateKey) };
		const installation = { db, folder, storeroom, ...(isVillage ? { keys, signing } : own) };
		made.push(installation);
		return installation;
	};
	const folder = () => mkdtempSync(join(tmpdir(), 'dossier-'));
	return {
		folder,
		village: (db: Database) => at(db, folder(), true),
		elsewhere: (db: Database) => at(db, folder(), false),
		/** On the embedded database, whichever engine the tests are told on. */
		async embedded(): Promise<Installation> {
			const place = { databaseUrl: null, dataFolder: folder() };
			const db = openDatabase(place);
			await migrate(db);
			return at(db, place.dataFolder, false);
		},
	};
}

/** The dossier of a project as bytes. */
export async function dossier({ db, keys, signing, storeroom }: Installation, project: string, now = new Date()): Promise<Buffer> {
	const { pieces } = await dossierOf({ db, keys, signing, shelf: storeroom.shelf }, project, speechIn('nl'), now);
	return Buffer.concat(await Array.fromAsync(pieces));
}

export const filesIn = (zip: Uint8Array): Map<string, string> =>
	new Map(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, Buffer.from(bytes).toString('latin1')]));

/** What has to be the same wherever a project went: what it says, its journal to the byte, and every document. */
export const lasting = (zip: Uint8Array): [string, string][] =>
	[...filesIn(zip)].filter(([name]) => ['project.json', 'journal.ndjson'].includes(name) || name.startsWith('documents/'));

export async function takeIn(here: Installation, zip: Uint8Array, organisation = 'Gemeente Verderop', now = new Date()): Promise<string> {
	const path = join(here.folder, 'dossier.zip');
	await writeFile(path, zip);
	return bringIn(here, path, ledByNamed(organisation), { actor: 'command', channel: 'command' }, now);
}
