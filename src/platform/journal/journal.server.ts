import { type Database, type Tx, tx } from '../database/database.server.ts';
import type { Keys } from '../keys/keys.server.ts';
import { noteRecorded } from '../security-log/noting.server.ts';
import { asked } from './asking.server.ts';
import { canonical, hashOfBody, link, START } from './chaining.ts';
import { openDetail, sealDetail } from './detail.ts';
import type { Body, Entry, Happening, Head, Question } from './journal.ts';

/** That something was recorded, with what the verb gives back. Only `record` makes one. */
class Recorded<T> {
	/** The number of the entry in its chain. */
	readonly seq: number;
	readonly #result: T;

	constructor(seq: number, result: T) {
		this.seq = seq;
		this.#result = result;
	}

	get result(): T {
		return this.#result;
	}
}

export type { Recorded };

export interface Acting {
	readonly tx: Tx;
	/** Writes an entry; what stands behind it is what `act` gives back. Await one before the next. */
	record(happening: Happening): Promise<Recorded<void>>;
	record<T>(happening: Happening, result: T): Promise<Recorded<T>>;
}

/**
 * One transaction for a verb that changes something: the change and its entry are there together, or neither is. Those who
 * act wait for each other. The work may run more than once; it waits for nothing but the database.
 */
export async function act<T>(db: Database, keys: Keys, work: (acting: Acting) => Promise<Recorded<T>>, now?: Date): Promise<T> {
	let happenings: Happening[] = [];
	const attempt = async (tx: Tx): Promise<T> => {
		happenings = [];
		// Read once it is our turn, so that times go up with the numbers.
		const at = (now ?? new Date()).toISOString();
		const made = new Set<unknown>();
		const record = async <R>(happening: Happening, result: R) => {
			const recorded = new Recorded(await append(tx, keys, happening, at), result);
			made.add(recorded);
			happenings.push(happening);
			return recorded;
		};
		const recorded = await work({ tx, record: record as Acting['record'] });
		if (!made.has(recorded)) throw new Error('Something was changed without a record of it; nothing was kept.');
		return recorded.result;
	};
	const result = await tx(db, attempt, { inTurn: 'journal' });
	// Only now does it hold.
	for (const happening of happenings) noteRecorded(happening);
	return result;
}

async function append(tx: Tx, keys: Keys, happening: Happening, at: string): Promise<number> {
	const { chain, actor, action, object, channel, supersedes, place } = happening;
	// A chain is named in the first line of its checkpoints and in the purpose of its seals.
	if (!/^[\w-]+$/.test(chain)) throw new Error(`A chain cannot be called ${JSON.stringify(chain)}.`);
	const { size, head } = await headOf(tx, chain);
	if (supersedes !== undefined && !(supersedes >= 1 && supersedes <= size)) throw new Error(`There is no entry ${supersedes} to correct.`);
	const seq = size + 1;
	const { commit, sealed } = sealDetail(keys, chain, seq, happening);
	const told = { seq, at, actor, action, object, channel };
	const body = canonical({ v: 1, log: chain, ...told, commit, supersedes });
	const body_hash = hashOfBody(body);
	await tx
		.insertInto('journal')
		.values({ chain, ...told, body, body_hash, hash: link(head, body_hash) })
		.execute();
	await tx.insertInto('journal_details').values({ chain, seq, content: sealed }).execute();
	if (place)
		await tx
			.insertInto('journal_places')
			.values({ chain, seq, ...place })
			.execute();
	return seq;
}

/** Takes away what was there before and after, for good. Who does so records why, in the same transaction. */
export async function destroyDetail(tx: Tx, chain: string, seq: number): Promise<void> {
	await tx.deleteFrom('journal_details').where('chain', '=', chain).where('seq', '=', seq).execute();
}

/** The same for a whole chain, when what it tells of is taken away. */
export async function destroyDetailsOf(tx: Tx, chain: string): Promise<void> {
	await tx.deleteFrom('journal_details').where('chain', '=', chain).execute();
}

/** How far a chain has grown; a chain that nobody wrote in has size 0. */
export async function headOf(db: Database | Tx, chain: string): Promise<Head> {
	const newest = await db
		.selectFrom('journal')
		.select(['seq as size', 'hash as head'])
		.where('chain', '=', chain)
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();
	return newest ?? { size: 0, head: START };
}

/** Newest first. */
export async function entriesOf(db: Database | Tx, keys: Keys, chain: string, question: Question): Promise<Entry[]> {
	const rows = await asked(db, chain, question)
		.leftJoin('journal_details as d', (join) => join.onRef('d.chain', '=', 'j.chain').onRef('d.seq', '=', 'j.seq'))
		.select(['j.body', 'j.hash', 'd.content'])
		.orderBy('j.seq', 'desc')
		.limit(question.limit)
		.execute();
	return rows.map(({ body, hash, content }) => {
		const { v: _, log, commit, ...told }: Body = JSON.parse(body);
		return { ...told, hash, detail: openDetail(keys, log, told.seq, commit, content) };
	});
}
