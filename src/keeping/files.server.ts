import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Shelf } from '#documents/shelf.ts';
import type { ArchiveWriter } from './archive.server.ts';
import type { KeptFile } from './manifest.ts';
import { KeepingProblem } from './problem.ts';

/** The files in a folder and in those below it, by name. What begins with a dot is not finished yet, or not ours. */
async function filesIn(folder: string): Promise<string[]> {
	const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(nothingWhenAbsent);
	const names = found.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
	return names.filter((name) => !/(^|\/)\./.test(name)).toSorted();
}

/** A folder that is not there holds nothing, and neither does an empty one. */
export async function isEmpty(folder: string): Promise<boolean> {
	return (await readdir(folder).catch(nothingWhenAbsent)).length === 0;
}

export async function refuseUnlessEmpty(folder: string): Promise<void> {
	if (!(await isEmpty(folder))) throw new KeepingProblem(`${folder} is not empty. A backup is only put back where nothing is.`);
}

function nothingWhenAbsent(error: NodeJS.ErrnoException): [] {
	if (error.code !== 'ENOENT') throw error;
	return [];
}

/** Puts every file of a folder into the archive. */
export async function addFiles(archive: ArchiveWriter, folder: string, under: string): Promise<KeptFile[]> {
	const kept: KeptFile[] = [];
	for (const name of await filesIn(folder)) {
		const path = join(folder, name);
		const { size } = await stat(path);
		const file = new PassingFile(name);
		// Not a byte beyond the size that was said, also where a file still grows.
		const source = size === 0 ? [] : createReadStream(path, { end: size - 1 });
		await archive.addPieces(`${under}${name}`, size, file.watch(source));
		if (file.kept.bytes !== size) throw new Error(`${path} became shorter while it was read.`);
		kept.push(file.kept);
	}
	return kept;
}

/** Puts every file of a shelf into the archive, in the order of their names. */
export async function addShelf(archive: ArchiveWriter, shelf: Shelf, under: string): Promise<KeptFile[]> {
	const kept: KeptFile[] = [];
	const shelved = (await Array.fromAsync(shelf.names())).toSorted((a, b) => (a.name < b.name ? -1 : 1));
	for (const { name, bytes } of shelved) {
		const file = new PassingFile(name);
		await archive.addPieces(`${under}${name}`, bytes, file.watch(await shelf.open(name)));
		if (file.kept.bytes !== bytes) throw new Error(`${name} is not as long as its shelf says.`);
		kept.push(file.kept);
	}
	return kept;
}

/** Counts and hashes the bytes of one file as they pass. */
export class PassingFile {
	readonly #name: string;
	readonly #hash = createHash('sha256');
	#bytes = 0;

	constructor(name: string) {
		this.#name = name;
	}

	async *watch(pieces: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
		for await (const piece of pieces) {
			this.#hash.update(piece);
			this.#bytes += piece.length;
			yield piece;
		}
	}

	get kept(): KeptFile {
		return { name: this.#name, bytes: this.#bytes, sha256: this.#hash.copy().digest('hex') };
	}
}

/** Writes a new file that only its owner may read, and has it on the disk. */
export async function writeFileFrom(path: string, pieces: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> {
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	await pipeline(pieces, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
}

/** Has the names in a folder on the disk, as a file's own sync does not. */
export async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder);
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
