import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file on its way into an archive. */
export interface Packing {
	name: string;
	/** Documents are packed by themselves already; text is worth it. */
	isPacked: boolean;
	pieces(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** The same moment for every file, wherever it is packed: as the clock on the wall says it, for that is what an archive keeps. */
const THEN = new Date(2000, 0, 1);

/** An archive as it comes, in the order of the names; the same files give the same bytes. Nothing of it is held longer than a piece. */
export async function* zipped(files: readonly Packing[]): AsyncGenerator<Uint8Array> {
	const ready: Uint8Array[] = [];
	const zip = new Zip((error, piece) => {
		if (error) throw error;
		ready.push(piece);
	});
	for (const { name, isPacked, pieces } of files.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
		const file = isPacked ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
		file.mtime = THEN;
		zip.add(file);
		for await (const piece of pieces()) {
			file.push(piece);
			yield* ready.splice(0);
		}
		file.push(new Uint8Array(), true);
		yield* ready.splice(0);
	}
	zip.end();
	yield* ready;
}
