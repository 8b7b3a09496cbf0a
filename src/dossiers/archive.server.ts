import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { DOCUMENTS, LOOKS, MANUALS, NEEDED, PAGES } from './dossier.ts';
import { DossierProblem } from './problem.ts';

/** An archive that somebody hands us. What it says of itself is looked at first; nothing is unpacked to find out. */

const MOST_ENTRIES = 20_000;
/** In bytes. An archive of this kind ends at four gigabytes. */
const MOST_UNPACKED = 4 * 1024 ** 3 - 1;
const LARGEST_TEXT = 256 * 1024 ** 2;
const HIGHEST_RATIO = 200;
/** What is small shrinks as it likes. */
const RATIO_COUNTS_FROM = 1024 ** 2;

const ALLOWED = new Set<string>([...NEEDED, ...PAGES, LOOKS, ...Object.values(MANUALS)]);
const DOCUMENT = /^documents\/[0-9a-f]{64}\.[a-z]{2,5}$/;

/** An archive in which every name is one of ours and stands there once. */
export interface Archive {
	/** The names of the documents. */
	documents: ReadonlySet<string>;
	/** A file as text; every byte of it was compared with the sum that the archive keeps. */
	text(name: string): Promise<string>;
	bytes(name: string): Promise<Buffer>;
	/** The bytes of a document as they come. Whoever reads them compares the hash. */
	stream(name: string): AsyncGenerator<Buffer>;
	/** Reads the pages for people as well: an archive that lost a byte anywhere is not the one that was made. */
	readAll(): Promise<void>;
	close(): Promise<void>;
}

export async function openArchive(path: string): Promise<Archive> {
	const file = await open(path);
	try {
		return await archiveIn(file);
	} catch (error) {
		await file.close();
		throw error;
	}
}

async function archiveIn(file: FileHandle): Promise<Archive> {
	const { zip, entries } = await listed(file);
	const entryAt = (name: string): Entry => {
		const entry = entries.get(name);
		if (!entry) throw new DossierProblem('dossiers.badMissing', name);
		return entry;
	};
	for (const name of NEEDED) entryAt(name);
	const bytes = async (name: string): Promise<Buffer> => {
		const entry = entryAt(name);
		if (entry.uncompressedSize > LARGEST_TEXT) throw new DossierProblem('dossiers.badBomb', name);
		return Buffer.concat(await Array.fromAsync(piecesOf(zip, entry)));
	};
	return {
		documents: new Set([...entries.keys()].filter((name) => name.startsWith(DOCUMENTS))),
		bytes,
		async text(name) {
			try {
				return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await bytes(name));
			} catch (error) {
				throw error instanceof DossierProblem ? error : new DossierProblem('dossiers.badDamaged', name);
			}
		},
		stream: (name) => piecesOf(zip, entryAt(name)),
		async readAll() {
			for (const name of entries.keys()) if (!NEEDED.includes(name) && !name.startsWith(DOCUMENTS)) await bytes(name);
		},
		close: () => file.close(),
	};
}

async function listed(file: FileHandle): Promise<{ zip: ZipFile; entries: Map<string, Entry> }> {
	const { size } = await file.stat();
	const entries = new Map<string, Entry>();
	const ends: [number, number][] = [];
	let unpacked = 0;
	try {
		const zip = await fromFdPromise(file.fd, { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: true });
		if (zip.entryCount > MOST_ENTRIES) throw new DossierProblem('dossiers.badBomb', `${zip.entryCount} ×`);
		for await (const entry of zip.eachEntry()) {
			const { fileName: name, uncompressedSize, compressedSize, relativeOffsetOfLocalHeader: at } = entry;
			unpacked += uncompressedSize;
			if (unpacked > MOST_UNPACKED) throw new DossierProblem('dossiers.badBomb', name);
			if (uncompressedSize > RATIO_COUNTS_FROM && uncompressedSize > HIGHEST_RATIO * compressedSize)
				throw new DossierProblem('dossiers.badBomb', name);
			if (entries.has(name)) throw new DossierProblem('dossiers.badTwice', name);
			if (entry.isEncrypted() || !(ALLOWED.has(name) || DOCUMENT.test(name))) throw new DossierProblem('dossiers.badExtra', name);
			entries.set(name, entry);
			ends.push([at, at + compressedSize]);
		}
		// Parts that lie over each other are how one file becomes a million times its size.
		ends.sort(([one], [other]) => one - other);
		if (ends.some(([, end], index) => end > (ends[index + 1]?.[0] ?? size))) throw new DossierProblem('dossiers.badBomb', 'ZIP');
		return { zip, entries };
	} catch (error) {
		throw asProblem(error);
	}
}

async function* piecesOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
	let sum = 0;
	try {
		const stream: Readable = await zip.openReadStreamPromise(entry);
		for await (const piece of stream as AsyncIterable<Buffer>) {
			sum = crc32(piece, sum);
			yield piece;
		}
	} catch (error) {
		throw asProblem(error, entry.fileName);
	}
	// The library does not compare it, and a document of text may lose a bit without anybody noticing.
	if (sum !== entry.crc32) throw new DossierProblem('dossiers.badDamaged', entry.fileName);
}

/** What the library says of a name it does not want, and of everything else. */
function asProblem(error: unknown, name?: string): Error {
	if (error instanceof DossierProblem) return error;
	const said = error instanceof Error ? error.message : '';
	// What our own disk says is not the fault of the archive.
	if ((error as NodeJS.ErrnoException).syscall !== undefined) return error as Error;
	const [, bad] = /(?:invalid relative path|absolute path|invalid characters in fileName): (.*)/.exec(said) ?? [];
	if (bad !== undefined) return new DossierProblem('dossiers.badName', bad);
	return name === undefined ? new DossierProblem('dossiers.badArchive') : new DossierProblem('dossiers.badDamaged', name);
}
