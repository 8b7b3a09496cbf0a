import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Shelf } from './shelf.ts';

/** A shelf that is a folder. What begins with a dot in it is not ours to show: drafts, and what others put there. */
export function folderShelf(folder: string): Shelf {
	const at = (name: string) => join(folder, name);
	return {
		async keep(draft, name) {
			const path = at(name);
			await mkdir(dirname(path), { recursive: true, mode: 0o700 });
			await rename(draft, path);
			await syncFolder(dirname(path));
			await syncFolder(folder);
		},
		async open(name) {
			const stream = createReadStream(at(name));
			await new Promise<void>((resolve, reject) => stream.once('open', () => resolve()).once('error', reject));
			return stream;
		},
		remove: (name) => rm(at(name), { force: true }),
		async *names() {
			for (const project of await namesIn(folder)) {
				for (const file of await namesIn(at(project))) {
					const name = `${project}/${file}`;
					const { size: bytes, mtime: keptAt } = await stat(at(name));
					yield { name, bytes, keptAt };
				}
			}
		},
	};
}

async function namesIn(folder: string): Promise<string[]> {
	try {
		return (await readdir(folder)).filter((name) => !name.startsWith('.'));
	} catch (error) {
		if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
		throw error;
	}
}

/** Has the names in a folder on the disk, as a file’s own sync does not. */
async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder);
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
