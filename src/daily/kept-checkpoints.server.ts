import type { KeyObject } from 'node:crypto';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkpoint } from '#platform/journal/checkpoint.ts';
import { readCheckpoint } from '#platform/journal/checkpoints.server.ts';

/** The checkpoints in the folder of the operator, which has to be where the server cannot take them back. */
export async function checkpointsIn(folder: string | null, key: KeyObject): Promise<Checkpoint[]> {
	if (folder === null) return [];
	const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return [];
		throw error;
	});
	const notes = names.filter((name) => name.endsWith('.checkpoint'));
	return Promise.all(notes.map((name) => readCheckpoint(join(folder, name), key)));
}

/** Puts a note in the folder, unless it lies there. Its name tells of which chain it is and how long that was. */
export async function keepCheckpoint(folder: string, { chain, size, note }: Checkpoint & { note: string }): Promise<void> {
	await mkdir(folder, { recursive: true });
	const path = join(folder, `${chain}-${String(size).padStart(9, '0')}.checkpoint`);
	const draft = `${path}.${process.pid}`;
	await writeFile(draft, note, { flush: true });
	await rename(draft, path);
}
