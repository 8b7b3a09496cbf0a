import { canonical, hashOfBody, type Link, START } from '#platform/journal/chaining.ts';
import { sealDetail } from '#platform/journal/detail.ts';
import type { Body } from '#platform/journal/journal.ts';
import type { StoredEntry } from '#platform/journal/verifying.ts';
import type { Keys } from '#platform/keys/keys.server.ts';

/** Whole numbers below a limit, the same ones for the same seed (mulberry32). */
export type Dice = (below: number) => number;
export function diceFrom(seed: number): Dice {
	let state = seed;
	return (below) => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
	};
}

/** What a mutation has to work with. A forger here owns the database and the keys, and computes every hash anew. */
export interface Bench {
	rows: readonly StoredEntry[];
	dice: Dice;
	keys: Keys;
	linked: Link;
}

/** The same bodies chained by a link of one's choice. */
export function chained(rows: readonly StoredEntry[], linked: Link): StoredEntry[] {
	let previous = START;
	return rows.map((row) => {
		const body_hash = hashOfBody(row.body);
		previous = linked(previous, body_hash);
		return { ...row, body_hash, hash: previous };
	});
}

const FIELDS = ['body', 'body_hash', 'hash', 'content', 'chain', 'at', 'actor', 'action', 'object', 'channel'] as const;

/** One way each to spoil a chain. */
export const MUTATIONS: Record<string, (bench: Bench) => StoredEntry[]> = {
	'flipped bits': ({ rows, dice }) => {
		const [at, row] = one(rows, dice);
		const field = FIELDS[dice(FIELDS.length)] ?? 'body';
		const bytes = Buffer.from(row[field] ?? '');
		const place = dice(bytes.length);
		bytes[place] = (bytes[place] ?? 0) ^ (1 << dice(8));
		return rows.with(at, { ...row, [field]: bytes.toString('utf8') });
	},
	'changed characters of a detail': ({ rows, dice }) => {
		const [at, row] = one(rows, dice);
		const content = [...(row.content ?? '')];
		const place = dice(2) ? dice(content.length) : content.length - 1;
		const other = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ '.replace(content[place] ?? '', '');
		content[place] = other[dice(other.length)] ?? '';
		return rows.with(at, { ...row, content: content.join('') });
	},
	drops: ({ rows, dice }) => rows.toSpliced(dice(rows.length), 1 + dice(3)),
	swaps: ({ rows, dice }) => {
		const [a, b] = two(rows, dice);
		const [one, other] = [rowAt(rows, a), rowAt(rows, b)];
		// Half of them keep the numbers in order and swap only what stands at them.
		const numbers = dice(2) ? [one.seq, other.seq] : [other.seq, one.seq];
		return rows.with(a, { ...other, seq: numbers[0] ?? 0 }).with(b, { ...one, seq: numbers[1] ?? 0 });
	},
	'swapped details': ({ rows, dice }) => {
		const [a, b] = two(rows, dice);
		const [one, other] = [rowAt(rows, a), rowAt(rows, b)];
		return rows.with(a, { ...one, content: other.content }).with(b, { ...other, content: one.content });
	},
	duplicates: ({ rows, dice }) => {
		const more = rows.toSpliced(dice(rows.length + 1), 0, one(rows, dice)[1]);
		return dice(2) ? more : more.map((row, at) => ({ ...row, seq: at + 1 }));
	},
	'edits rehashed': (bench) => {
		const { rows, dice, linked } = bench;
		const [at, row] = one(rows, dice);
		const part = (['actor', 'action', 'object', 'at'] as const)[dice(4)] ?? 'actor';
		return chained(rows.with(at, retold(bench, row, row.seq, { [part]: `anders-${dice(1000)}` })), linked);
	},
	'drops rehashed': (bench) => {
		const left = bench.rows.toSpliced(bench.dice(bench.rows.length), 1);
		return chained(
			left.map((row, at) => (row.seq === at + 1 ? row : retold(bench, row, at + 1))),
			bench.linked,
		);
	},
	'insertions rehashed': (bench) => {
		const more = bench.rows.toSpliced(
			bench.dice(bench.rows.length),
			0,
			retold(bench, one(bench.rows, bench.dice)[1], 1, { actor: 'p_vals' }),
		);
		return chained(
			more.map((row, at) => (row.seq === at + 1 ? row : retold(bench, row, at + 1))),
			bench.linked,
		);
	},
};

/** An entry as a forger would write it anew: columns, body and detail all fit each other. */
function retold({ keys }: Bench, row: StoredEntry, seq: number, change: Partial<Body> = {}): StoredEntry {
	const { commit, sealed } = sealDetail(keys, row.chain, seq, { after: 'vervalst' });
	const body: Body = { ...(JSON.parse(row.body) as Body), ...change, seq, commit };
	const { at, actor, action, object, channel } = body;
	return { ...row, seq, at, actor, action, object, channel, body: canonical(body), content: sealed };
}

function rowAt(rows: readonly StoredEntry[], at: number): StoredEntry {
	const row = rows[at];
	if (!row) throw new RangeError(`There is no row ${at}.`);
	return row;
}

function one(rows: readonly StoredEntry[], dice: Dice): [number, StoredEntry] {
	const at = dice(rows.length);
	return [at, rowAt(rows, at)];
}

function two(rows: readonly StoredEntry[], dice: Dice): [number, number] {
	const a = dice(rows.length);
	return [a, (a + 1 + dice(rows.length - 1)) % rows.length];
}
