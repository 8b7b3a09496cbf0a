import type { Keys } from '../keys/keys.server.ts';
import { hashOfBody, type Link, link, START } from './chaining.ts';
import { openDetail } from './detail.ts';
import type { JournalTable } from './journal.tables.ts';
import type { Body, Head } from './journal.ts';

/** An entry as it is stored, with its sealed detail, or null where that was destroyed. */
export interface StoredEntry extends JournalTable {
	content: string | null;
}

/**
 * What can be wrong: an entry missing or out of place, an entry changed, a link that does not fit, a detail that does not fit
 * its commitment, another history than a checkpoint says, fewer entries than a checkpoint says, a checkpoint that is not ours.
 */
export type Fault = 'gap' | 'changed' | 'unlinked' | 'detail' | 'differs' | 'shorter' | 'forged';

/** `destroyed` counts the details that were destroyed, which is allowed; `seq` is the first entry that is wrong. */
export type Verdict = ({ ok: true; destroyed: number } & Head) | { ok: false; seq: number; fault: Fault };

/** Holds a whole chain, in the order of its entries, against itself and against what was said of it earlier. */
export async function verifyRows(
	chain: string,
	rows: Iterable<StoredEntry> | AsyncIterable<StoredEntry>,
	keys: Keys,
	checkpoints: readonly Head[] = [],
	linked: Link = link,
): Promise<Verdict> {
	let reached: Head = { size: 0, head: START };
	let destroyed = 0;
	for await (const row of rows) {
		const seq = reached.size + 1;
		const wrong = (fault: Fault): Verdict => ({ ok: false, seq, fault });
		if (row.seq !== seq) return wrong('gap');
		const bodyHash = hashOfBody(row.body);
		if (row.body_hash !== bodyHash) return wrong('changed');
		if (row.hash !== linked(reached.head, bodyHash)) return wrong('unlinked');
		const body = bodyOf(row.body);
		if (!body || !tellsTheSame(chain, body, row)) return wrong('changed');
		const { state } = openDetail(keys, chain, seq, body.commit, row.content);
		if (state === 'spoilt') return wrong('detail');
		if (state === 'destroyed') destroyed++;
		reached = { size: seq, head: row.hash };
		if (checkpoints.some(({ size, head }) => size === seq && head !== row.hash)) return wrong('differs');
	}
	if (checkpoints.some(({ size }) => size > reached.size)) return { ok: false, seq: reached.size + 1, fault: 'shorter' };
	return { ok: true, destroyed, ...reached };
}

/** Null where somebody who could recompute every hash put something else than JSON. */
function bodyOf(text: string): Body | null {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** Lists ask by the columns, so these may not say anything else than the body that was hashed. */
function tellsTheSame(chain: string, body: Body, row: StoredEntry): boolean {
	return (
		body.v === 1 &&
		body.log === chain &&
		row.chain === chain &&
		(['seq', 'at', 'actor', 'action', 'object', 'channel'] as const).every((part) => body[part] === row[part])
	);
}
