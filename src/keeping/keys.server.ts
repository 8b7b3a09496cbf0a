import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { ShelfPlace } from '#documents/shelves.server.ts';
import type { DatabasePlace } from '#platform/database/database.server.ts';
import { schemaVersion } from '#platform/database/migrate.server.ts';
import { addFiles, isEmpty, refuseUnlessEmpty, syncFolder, writeFileFrom } from './files.server.ts';
import { KeepingProblem } from './problem.ts';
import { readBackup } from './reading.server.ts';
import { about, FILES, type Made, written } from './writing.server.ts';

/** Where an installation is, with its keys. */
export interface PlaceWithKeys extends DatabasePlace, ShelfPlace {
	keyFolder: string;
}

/** The keys of an installation go into a file of their own: who finds only the backups then reads nothing that was sealed. */
export async function backUpKeys(
	{ keyFolder, databaseUrl }: PlaceWithKeys,
	path: string,
	recipients: string[],
	now: Date = new Date(),
): Promise<Made> {
	if (await isEmpty(keyFolder)) throw new KeepingProblem(`There are no keys in ${keyFolder}.`);
	return written(path, recipients, async (archive) => {
		const files = await addFiles(archive, keyFolder, FILES);
		return archive.finish({
			...about('keys', databaseUrl ? 'postgres' : 'sqlite', now),
			schema: schemaVersion(),
			tables: [],
			chains: [],
			files,
		});
	});
}

/** Keys that were read from their file and found whole. */
export interface KeptKeys {
	/** Their names. */
	names: string[];
	/** Puts them where there are none. */
	putBack(folder: string): Promise<void>;
}

export async function readKeys(source: string, identities: string[]): Promise<KeptKeys> {
	const noKeys = new KeepingProblem(`${source} holds no keys.`);
	const keys = new Map<string, Buffer>();
	const { manifest } = await readBackup(source, identities, {
		rows: () => Promise.reject(noKeys),
		file: async (name, pieces) => void keys.set(name, await buffer(pieces)),
	});
	if (manifest.holds !== 'keys') throw noKeys;
	return {
		names: [...keys.keys()],
		async putBack(folder) {
			await refuseUnlessEmpty(folder);
			for (const [name, key] of keys) await writeFileFrom(join(folder, name), [key]);
			await syncFolder(folder);
		},
	};
}
