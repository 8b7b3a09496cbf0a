/** What a program asked of its disk, in order; and what it said meanwhile. */
export type DiskEvent =
	| { kind: 'write'; file: string; at: number; bytes: Buffer }
	| { kind: 'size'; file: string; size: number }
	| { kind: 'sync'; file: string }
	| { kind: 'said'; text: string };

type Change = Extract<DiskEvent, { kind: 'write' | 'size' }>;

const SECTOR = 512;

/** The system calls by which SQLite writes, as `strace` has to follow them. Its shared memory is no file that lasts: it is made anew. */
export const CALLS = 'pwrite64,write,fsync,fdatasync,ftruncate';

/** Reads what `strace -y -xx -s …` wrote down. Calls that failed changed nothing. */
export function eventsIn(trace: string): DiskEvent[] {
	return trace.split('\n').flatMap((line): DiskEvent[] => {
		const [, call, number, place = '', rest = '', result] = /^(\w+)\((\d+)(?:<(.*?)>)?(?:, (.*))?\) += (-?\d+)/.exec(line) ?? [];
		if (call === undefined || Number(result) < 0) return [];
		const file = unescaped(place).toString();
		const [, hex = '', numbers = ''] = /^"(.*?)"(?:, (.*))?$/.exec(rest) ?? [];
		const written = Number(result);
		if (call === 'write' && number === '1') return [{ kind: 'said', text: unescaped(hex).toString() }];
		if (call === 'pwrite64') {
			const at = Number(numbers.split(', ')[1]);
			return [{ kind: 'write', file, at, bytes: unescaped(hex).subarray(0, written) }];
		}
		if (call === 'ftruncate') return [{ kind: 'size', file, size: Number(rest) }];
		return call === 'fsync' || call === 'fdatasync' ? [{ kind: 'sync', file }] : [];
	});
}

/** With `-xx` every byte stands as `\x41`. */
const unescaped = (text: string): Buffer => (text.startsWith('\\x') ? Buffer.from(text.replaceAll('\\x', ''), 'hex') : Buffer.from(text));

/** Of the changes that were never synced: which of them the disk had kept when the power went. */
export type Luck = (change: Change) => Change[];

export const NOTHING_KEPT: Luck = () => [];
export const HALF_KEPT: Luck = (change) => (Math.random() < 0.5 ? [change] : []);
/** A disk writes sectors, in any order. */
export const TORN: Luck = (change) => {
	if (change.kind === 'size') return HALF_KEPT(change);
	const kept: Change[] = [];
	for (let from = 0; from < change.bytes.length; from += SECTOR)
		if (Math.random() < 0.5) kept.push({ ...change, at: change.at + from, bytes: change.bytes.subarray(from, from + SECTOR) });
	return kept;
};

/** A disk that keeps for certain only what was synced. */
export class Disk {
	readonly #certain: Map<string, Buffer>;
	readonly #waiting = new Map<string, Change[]>();

	constructor(files: Map<string, Buffer>) {
		this.#certain = new Map(files);
	}

	happens(event: DiskEvent): void {
		if (event.kind === 'said') return;
		const waiting = this.#waiting.get(event.file) ?? [];
		if (event.kind !== 'sync') this.#waiting.set(event.file, [...waiting, event]);
		else if (waiting.length > 0) {
			this.#certain.set(event.file, changed(this.#certain.get(event.file), waiting));
			this.#waiting.delete(event.file);
		}
	}

	/** The files after a power cut at this moment. */
	afterCut(luck: Luck): Map<string, Buffer> {
		const files = new Map(this.#certain);
		for (const [file, waiting] of this.#waiting) {
			const kept = waiting.flatMap(luck);
			if (kept.length > 0) files.set(file, changed(files.get(file), kept));
		}
		return files;
	}
}

function changed(before: Buffer | undefined, changes: Change[]): Buffer {
	const size = changes.reduce((most, change) => Math.max(most, change.kind === 'size' ? change.size : change.at + change.bytes.length), 0);
	let bytes = Buffer.alloc(Math.max(size, before?.length ?? 0));
	before?.copy(bytes);
	let end = before?.length ?? 0;
	for (const change of changes) {
		if (change.kind === 'size') {
			bytes.fill(0, change.size);
			end = change.size;
		} else {
			change.bytes.copy(bytes, change.at);
			end = Math.max(end, change.at + change.bytes.length);
		}
	}
	bytes = bytes.subarray(0, end);
	return bytes;
}
