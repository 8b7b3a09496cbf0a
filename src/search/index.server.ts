import { type RawBuilder, sql } from 'kysely';
import type { Database, Engine, Tx } from '#platform/database/database.server.ts';
import type { Language } from '#platform/languages.ts';
import type { Slot } from './question.ts';

/** Which part of a record all words of a search must stand in. */
export type Depth = 'title' | 'lead' | 'anywhere';

/** What can be found, with its analysed words separated by spaces. */
export interface IndexedRecord {
	id: number;
	kind: string;
	language: Language;
	/** The Dutch path of its page. */
	path: string;
	title: string;
	lead: string;
	body: string;
}

/** The one place that knows how each engine keeps words and looks them up. */
export interface SearchIndex {
	/** Takes everything out. */
	empty(tx: Tx): Promise<void>;
	/** Takes the records themselves in too; what else is known of them refers to these. */
	add(tx: Tx, records: IndexedRecord[]): Promise<void>;
	/** Called when all is in. */
	settle(tx: Tx): Promise<void>;
	/** A table of the records in this language whose words meet all slots. */
	hits(slots: Slot[], depth: Depth, language: Language): RawBuilder<{ id: number; kind: string }>;
}

const FTS5_COLUMNS: Record<Depth, string> = {
	title: 'title_words',
	lead: 'title_words lead_words',
	anywhere: 'title_words lead_words body_words',
};

const fts5: SearchIndex = {
	async empty(tx) {
		await sql`delete from search_index`.execute(tx);
		await tx.deleteFrom('search_records').execute();
	},
	async add(tx, records) {
		await tx.insertInto('search_records').values(records.map(recordOf)).execute();
		const rows = records.map(({ id, title, lead, body }) => sql`(${id}, ${title}, ${lead}, ${body})`);
		await sql`insert into search_index (rowid, title_words, lead_words, body_words) values ${sql.join(rows)}`.execute(tx);
	},
	async settle() {},
	hits(slots, depth, language) {
		const question = slots
			.map((slot) => {
				const ways = slot.words.map((word) => `"${word}"`);
				if (slot.parts.length > 0) ways.push(`(${slot.parts.map((part) => `"${part}"`).join(' AND ')})`);
				if (slot.beginning !== null) ways.push(`"${slot.beginning}"*`);
				return `(${ways.join(' OR ')})`;
			})
			.join(' AND ');
		const match = `{${FTS5_COLUMNS[depth]}} : (${question})`;
		// A cross join keeps its order here: only the records that were hit are read, and they come in the order of their ids.
		return sql`(select search_index.rowid as id, kind from search_index cross join search_records as r
			where search_index match ${match} and r.id = search_index.rowid and language = ${language})`;
	},
};

const WORD_COLUMNS = ['title_words', 'lead_words', 'all_words'];

const tsvector: SearchIndex = {
	async empty(tx) {
		await tx.deleteFrom('search_records').execute();
	},
	async add(tx, records) {
		// Without the places of the words, which nothing asks for, the whole is less than half as large.
		const words = (text: string) => sql<string>`strip(to_tsvector('simple', ${text}))`;
		const rows = records.map((record) => ({
			...recordOf(record),
			title_words: words(record.title),
			lead_words: words(`${record.title} ${record.lead}`),
			all_words: words(`${record.title} ${record.lead} ${record.body}`),
		}));
		await tx.insertInto('search_records').values(rows).execute();
	},
	async settle(tx) {
		// What was added waits in a list that every search reads to the end; here it goes to its place in the index.
		for (const column of WORD_COLUMNS) await sql`select gin_clean_pending_list(${`search_records_${column}`})`.execute(tx);
		await sql`analyze search_records, search_texts, search_labels, search_words`.execute(tx);
	},
	hits(slots, depth, language) {
		const question = slots
			.map((slot) => {
				const ways = slot.words.map((word) => `'${word}'`);
				if (slot.parts.length > 0) ways.push(`(${slot.parts.map((part) => `'${part}'`).join(' & ')})`);
				if (slot.beginning !== null) ways.push(`'${slot.beginning}':*`);
				return `(${ways.join(' | ')})`;
			})
			.join(' & ');
		return sql`${sql.ref(`search_hits_${depth}`)}(to_tsquery('simple', ${question}), ${language})`;
	},
};

const recordOf = ({ id, kind, language, path }: IndexedRecord) => ({ id, kind, language, path });

const INDEXES: Record<Engine, SearchIndex> = { sqlite: fts5, postgres: tsvector };

export const searchIndex = (db: Database | Tx): SearchIndex => INDEXES[db.engine];
