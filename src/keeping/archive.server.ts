import { createHash, type Hash } from 'node:crypto';
import { ByteReader } from './byte-reader.ts';
import { type Manifest, manifestAsText } from './manifest.ts';
import { BrokenBackup } from './problem.ts';
import type { Sink } from './sealing.server.ts';
import { BLOCK, END, headerOf, paddingAfter, readHeader } from './tar.ts';

export const MANIFEST = 'manifest.json';
/** The last entry: the SHA-256 of the manifest, as `sha256sum` writes it. */
export const FINGERPRINT = 'manifest.json.sha256';

/** A manifest with its SHA-256 in hexadecimal, which an operator can write down and compare. */
export interface Sealed {
	manifest: Manifest;
	fingerprint: string;
}

/** Writes the files of a backup one after the other. */
export class ArchiveWriter {
	readonly #sink: Sink;
	readonly #hash = createHash('sha256');
	#bytes = 0;

	constructor(sink: Sink) {
		this.#sink = sink;
	}

	async add(name: string, content: Buffer): Promise<void> {
		await this.#put(headerOf(name, content.length));
		await this.#put(content);
		await this.#put(paddingAfter(content.length));
	}

	/** For what does not fit in memory; `pieces` hold exactly `size` bytes together. */
	async addPieces(name: string, size: number, pieces: AsyncIterable<Buffer>): Promise<void> {
		await this.#put(headerOf(name, size));
		for await (const piece of pieces) await this.#put(piece);
		await this.#put(paddingAfter(size));
	}

	/** The manifest comes last, for only then it is known what went before. */
	async finish(about: Omit<Manifest, 'archive'>): Promise<Sealed> {
		const manifest = { ...about, archive: { bytes: this.#bytes, sha256: this.#hash.copy().digest('hex') } };
		const text = manifestAsText(manifest);
		const fingerprint = fingerprintOf(text);
		await this.add(MANIFEST, Buffer.from(text));
		await this.add(FINGERPRINT, Buffer.from(fingerprintLine(fingerprint)));
		await this.#put(END);
		return { manifest, fingerprint };
	}

	async #put(bytes: Buffer): Promise<void> {
		if (bytes.length === 0) return;
		this.#hash.update(bytes);
		this.#bytes += bytes.length;
		await this.#sink.write(bytes);
	}
}

/** One file in a backup. Its pieces are to be read to the end before the next entry is asked for. */
export interface Entry {
	name: string;
	pieces: AsyncGenerator<Buffer>;
	/** The bytes of the archive before this entry. */
	before: Manifest['archive'];
}

/** Reads the files of a backup one after the other, and refuses what we would not have written. */
export class ArchiveReader {
	readonly #reader: ByteReader;
	readonly #hash: Hash = createHash('sha256');
	#bytes = 0;

	constructor(source: AsyncIterable<Uint8Array>) {
		this.#reader = new ByteReader(source);
	}

	async next(): Promise<Entry> {
		const before = { bytes: this.#bytes, sha256: this.#hash.copy().digest('hex') };
		const { name, size } = readHeader(await this.#take(BLOCK));
		return { name, before, pieces: this.#content(size) };
	}

	async whole(entry: Entry): Promise<Buffer> {
		return Buffer.concat(await Array.fromAsync(entry.pieces));
	}

	async assertEnd(): Promise<void> {
		const end = await this.#take(END.length);
		if (!end.equals(END) || !(await this.#reader.isAtEnd())) throw new BrokenBackup('something was written behind its end');
	}

	close = () => this.#reader.close();

	async *#content(size: number): AsyncGenerator<Buffer> {
		for await (const piece of this.#reader.pieces(size)) yield this.#seen(piece);
		const padding = paddingAfter(size);
		if (!(await this.#take(padding.length)).equals(padding)) throw new BrokenBackup('something stands between two of its files');
	}

	async #take(count: number): Promise<Buffer> {
		return this.#seen(Buffer.concat(await Array.fromAsync(this.#reader.pieces(count))));
	}

	#seen(bytes: Buffer): Buffer {
		this.#hash.update(bytes);
		this.#bytes += bytes.length;
		return bytes;
	}
}

export const fingerprintOf = (manifest: string | Buffer): string => createHash('sha256').update(manifest).digest('hex');
export const fingerprintLine = (fingerprint: string): string => `${fingerprint}  ${MANIFEST}\n`;
