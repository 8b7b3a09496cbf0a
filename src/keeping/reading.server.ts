import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ArchiveReader, type Entry, FINGERPRINT, fingerprintLine, fingerprintOf, MANIFEST, type Sealed } from './archive.server.ts';
import { PassingFile } from './files.server.ts';
import { type KeptFile, type KeptTable, readManifest } from './manifest.ts';
import { BrokenBackup } from './problem.ts';
import { Tally } from './rows.server.ts';
import { openSource } from './sealing.server.ts';
import { FILES, TABLES } from './writing.server.ts';

/** Who takes what is in a backup as it is read. It may only be believed once the whole was read. */
export interface Receiver {
	rows(table: string, part: Buffer): Promise<void>;
	/** Reads the pieces to the end. */
	file(name: string, pieces: AsyncIterable<Buffer>): Promise<void>;
}

/** Lets everything pass, and only looks. */
const onlyLooking: Receiver = {
	async rows() {},
	async file(_, pieces) {
		for await (const _piece of pieces);
	},
};

const decompressed = promisify(gunzip);

/**
 * Reads the whole of a backup and checks every byte of it against its manifest. Throws `BrokenBackup` when one bit is not as
 * it was written.
 */
export async function readBackup(path: string, identities: string[], receiver: Receiver = onlyLooking): Promise<Sealed> {
	const archive = new ArchiveReader(await openSource(path, identities));
	try {
		const seen = new Seen(archive, receiver);
		let entry = await archive.next();
		for (; entry.name !== MANIFEST; entry = await archive.next()) await seen.take(entry);
		const sealed = await readSealed(archive, entry);
		seen.assertIsAllOf(sealed);
		return sealed;
	} finally {
		await archive.close();
	}
}

async function readSealed(archive: ArchiveReader, entry: Entry): Promise<Sealed> {
	const text = await archive.whole(entry);
	const fingerprint = fingerprintOf(text);
	const last = await archive.next();
	const line = await archive.whole(last);
	if (last.name !== FINGERPRINT || line.toString('latin1') !== fingerprintLine(fingerprint))
		throw new BrokenBackup('its manifest was changed');
	await archive.assertEnd();
	const manifest = readManifest(text.toString());
	const { bytes, sha256 } = manifest.archive;
	if (bytes !== entry.before.bytes || sha256 !== entry.before.sha256) throw new BrokenBackup('it is not the archive its manifest is about');
	return { manifest, fingerprint };
}

/** What came by, to be held against the manifest that comes last. */
class Seen {
	readonly #archive: ArchiveReader;
	readonly #receiver: Receiver;
	readonly #tables = new Map<string, Tally>();
	readonly #files: KeptFile[] = [];

	constructor(archive: ArchiveReader, receiver: Receiver) {
		this.#archive = archive;
		this.#receiver = receiver;
	}

	async take(entry: Entry): Promise<void> {
		const [, table] = PART_OF_TABLE.exec(entry.name) ?? [];
		const [, file] = FILE.exec(entry.name) ?? [];
		if (table) await this.#takeRows(table, await this.#archive.whole(entry));
		else if (file) await this.#takeFile(file, entry.pieces);
		else throw new BrokenBackup(`nothing of ours is called ${entry.name}`);
	}

	assertIsAllOf({ manifest }: Sealed): void {
		const tables = manifest.tables.map(({ name }) => (this.#tables.get(name) ?? new Tally()).of(name));
		const unknown = [...this.#tables.keys()].find((name) => !tables.some((table) => table.name === name));
		if (unknown) throw new BrokenBackup(`its manifest does not know the table ${unknown}`);
		assertSame(tables, manifest.tables);
		assertSame(this.#files, manifest.files);
	}

	async #takeRows(table: string, content: Buffer): Promise<void> {
		const part = await decompressed(content).catch(() => {
			throw new BrokenBackup(`rows of ${table} were changed`);
		});
		const tally = this.#tables.get(table) ?? new Tally();
		this.#tables.set(table, tally);
		tally.add(part);
		await this.#receiver.rows(table, part);
	}

	async #takeFile(name: string, pieces: AsyncGenerator<Buffer>): Promise<void> {
		const file = new PassingFile(name);
		await this.#receiver.file(name, file.watch(pieces));
		this.#files.push(file.kept);
	}
}

const PART_OF_TABLE = new RegExp(`^${TABLES}(\\w+)/\\d+\\.ndjson\\.gz$`);
/** No part of a name begins with a dot, so none leads out of the folder. */
const FILE = new RegExp(`^${FILES}((?:[^./][^/]*/)*[^./][^/]*)$`);

function assertSame(found: (KeptTable | KeptFile)[], said: (KeptTable | KeptFile)[]): void {
	const wrong = said.find((one, at) => JSON.stringify(one) !== JSON.stringify(found[at]));
	if (wrong) throw new BrokenBackup(`${wrong.name} is not what its manifest says`);
	if (found.length !== said.length) throw new BrokenBackup('it holds more than its manifest says');
}
