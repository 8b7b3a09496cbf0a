import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import type { UploadIssue } from './kind-of-file.ts';

/** Office files are archives. Only what they say of themselves is looked at; nothing is unpacked to find out. */

const MOST_ENTRIES = 2_000;
/** In bytes, of everything in it together. */
const MOST_UNPACKED = 100 * 1024 * 1024;
const HIGHEST_RATIO = 200;
/** What is small shrinks as it likes. */
const RATIO_COUNTS_FROM = 1024 * 1024;
const LARGEST_PART = 50 * 1024 * 1024;

const MACRO = /(^|\/)vbaProject\.bin$|^Basic\/|^Scripts\/|(^|\/)activeX\/|^macrosheets\/|\/macrosheets\//i;

export const isArchive = (bytes: Buffer): boolean => bytes.subarray(0, 2).equals(Buffer.from('PK'));

/** What is wrong with an archive, or null. */
export async function troubleInArchive(bytes: Buffer): Promise<UploadIssue | null> {
	try {
		const zip = await opened(bytes);
		if (zip.entryCount > MOST_ENTRIES) return 'documents.bomb';
		let unpacked = 0;
		const ends: [number, number][] = [];
		for await (const entry of zip.eachEntry()) {
			const { uncompressedSize, compressedSize, relativeOffsetOfLocalHeader: at, fileName } = entry;
			unpacked += uncompressedSize;
			if (unpacked > MOST_UNPACKED) return 'documents.bomb';
			if (uncompressedSize > RATIO_COUNTS_FROM && uncompressedSize > HIGHEST_RATIO * compressedSize) return 'documents.bomb';
			if (entry.isEncrypted()) return 'documents.encrypted';
			if (MACRO.test(fileName)) return 'documents.macro';
			if (/\.(zip|7z|rar|gz|exe|dll|js|vbs|bat|cmd|ps1|jar|scr)$/i.test(fileName)) return 'documents.typeNotAllowed';
			ends.push([at, at + compressedSize]);
		}
		// Parts that lie over each other are how one file becomes a million times its size.
		ends.sort(([one], [other]) => one - other);
		if (ends.some(([, end], index) => end > (ends[index + 1]?.[0] ?? bytes.length))) return 'documents.bomb';
		return /encryption-data/.test(await partOf(bytes, 'META-INF/manifest.xml')) ? 'documents.encrypted' : null;
	} catch {
		return 'documents.damaged';
	}
}

/** The text of one part of an archive that was found to be in order; empty when it has none of this name. */
export async function partOf(bytes: Buffer, name: string): Promise<string> {
	const zip = await opened(bytes);
	for await (const entry of zip.eachEntry()) if (entry.fileName === name) return (await contentOf(zip, entry)).toString('utf8');
	return '';
}

/** Holds `yauzl` to what an archive says of each part: neither more nor less may come out of it. */
const opened = (bytes: Buffer): Promise<ZipFile> =>
	fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true });

async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
	if (entry.uncompressedSize > LARGEST_PART) return Buffer.alloc(0);
	return buffer(await zip.openReadStreamPromise(entry));
}
