import { sql } from 'kysely';
import type { Database } from '#platform/database/database.server.ts';
import type { Language } from '#platform/languages.ts';
import { KINDS, type Kind } from './finding.ts';
import { type Depth, searchIndex } from './index.server.ts';
import { Looking, type Slot, slotsOf } from './question.ts';
import { marked, type Piece, snippet } from './snippet.ts';
import { mended } from './suggestion.server.ts';

export interface Search {
	typed: string;
	language: Language;
	kind: Kind | null;
	/** All of these must apply, such as `fase:1`. */
	labels: string[];
	/** From 1. */
	page: number;
}

export interface Found {
	kind: Kind;
	path: string;
	title: Piece[];
	snippet: Piece[];
}

export interface Findings {
	found: Found[];
	total: number;
	pages: number;
	/** How many of each kind there are, whatever kind was asked for. */
	perKind: { kind: Kind; count: number }[];
	/** The words that were looked for instead, when those typed occur nowhere. */
	insteadOf: string | null;
}

export const PER_PAGE = 20;
/** Nobody reads further; it keeps a common word as cheap as a rare one. */
const RANKED = 300;
const LONGEST = 200;

const NOTHING: Findings = { found: [], total: 0, pages: 0, perKind: [], insteadOf: null };

/**
 * Finds what holds all typed words. A title beats a first line, a first line beats a mention; among equals the order of
 * the guide decides, so that both engines give the same answer in the same order.
 */
export async function search(db: Database, asked: Search): Promise<Findings> {
	const slots = slotsOf(asked.typed.slice(0, LONGEST), asked.language);
	if (slots.length === 0) return NOTHING;
	const findings = await look(db, asked, slots);
	if (findings.perKind.length > 0) return findings;
	const better = await mended(db, slots, asked.language);
	if (better === null) return findings;
	return { ...(await look(db, asked, better)), insteadOf: better.map((slot) => slot.written).join(' ') };
}

async function look(db: Database, asked: Search, slots: Slot[]): Promise<Findings> {
	const wanted = Math.min(asked.page * PER_PAGE, RANKED);
	const [perKind, ids] = await Promise.all([countPerKind(db, asked, slots), ranked(db, asked, slots, wanted)]);
	const total = perKind.reduce((sum, { kind, count }) => (asked.kind === null || asked.kind === kind ? sum + count : sum), 0);
	const shown = ids.slice((asked.page - 1) * PER_PAGE, asked.page * PER_PAGE);
	return {
		found: await shownAs(db, shown, slots, asked.language),
		total,
		pages: Math.ceil(Math.min(total, RANKED) / PER_PAGE),
		perKind,
		insteadOf: null,
	};
}

const hits = (db: Database, asked: Search, slots: Slot[], depth: Depth) => {
	let query = db.selectFrom(searchIndex(db).hits(slots, depth, asked.language).as('h'));
	for (const label of asked.labels) {
		query = query.where(({ exists, selectFrom }) =>
			exists(selectFrom('search_labels as l').select(sql`1`.as('one')).whereRef('l.record', '=', 'h.id').where('l.label', '=', label)),
		);
	}
	return query;
};

async function countPerKind(db: Database, asked: Search, slots: Slot[]) {
	const rows = await hits(db, asked, slots, 'anywhere')
		.groupBy('h.kind')
		.select(['h.kind', (e) => e.fn.countAll<number>().as('count')])
		.execute();
	return KINDS.flatMap((kind) => {
		const count = rows.find((row) => row.kind === kind)?.count;
		return count === undefined ? [] : [{ kind, count: Number(count) }];
	});
}

/** Ids of the best records, as many as are wanted: first those by title, then by first line, then by any mention. */
async function ranked(db: Database, asked: Search, slots: Slot[], wanted: number): Promise<number[]> {
	const ids: number[] = [];
	for (const depth of ['title', 'lead', 'anywhere'] as const) {
		if (ids.length >= wanted) break;
		let query = hits(db, asked, slots, depth).select('h.id').orderBy('h.id').limit(wanted);
		if (asked.kind !== null) query = query.where('h.kind', '=', asked.kind);
		if (ids.length > 0) query = query.where('h.id', 'not in', ids);
		ids.push(...(await query.execute()).map((row) => row.id));
	}
	return ids;
}

async function shownAs(db: Database, ids: number[], slots: Slot[], language: Language): Promise<Found[]> {
	if (ids.length === 0) return [];
	const rows = await db
		.selectFrom('search_records')
		.innerJoin('search_texts', 'record', 'id')
		.select(['id', 'kind', 'path', 'title', 'lead', 'body'])
		.where('id', 'in', ids)
		.execute();
	const byId = new Map(rows.map((row) => [row.id, row]));
	const looking = new Looking(slots, language);
	return ids.flatMap((id) => {
		const row = byId.get(id);
		if (!row) return [];
		const lead = snippet(row.lead, looking);
		return {
			kind: row.kind as Kind,
			path: row.path,
			title: marked(row.title, looking),
			snippet: lead ?? snippet(row.body, looking) ?? [{ text: row.lead, marked: false }],
		};
	});
}
