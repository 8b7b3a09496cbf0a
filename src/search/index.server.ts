import { sql } from 'kysely';
import type { Database } from '#platform/database/database.server.ts';
import type { Slot } from './question.ts';

/** Which columns all words of a search must stand in. */
export type Depth = 'title' | 'lead' | 'anywhere';

/** The one place that knows how each engine looks words up. Ids rise in the order of the guide, and come back in it. */
export interface SearchIndex {
	/** SQL that is true for a record `r` whose words meet all slots. */
	holds(slots: Slot[], depth: Depth): ReturnType<typeof sql<boolean>>;
}

const COLUMNS: Record<Depth, string[]> = {
	title: ['title_words'],
	lead: ['title_words', 'lead_words'],
	anywhere: ['title_words', 'lead_words', 'body_words'],
};
const WEIGHTS: Record<Depth, string> = { title: 'A', lead: 'AB', anywhere: '' };

const fts5: SearchIndex = {
	holds(slots, depth) {
		const question = slots
			.map((slot) => {
				const ways = slot.words.map((word) => `"${word}"`);
				if (slot.parts.length > 0) ways.push(`(${slot.parts.map((part) => `"${part}"`).join(' AND ')})`);
				if (slot.beginning !== null) ways.push(`"${slot.beginning}"*`);
				return `(${ways.join(' OR ')})`;
			})
			.join(' AND ');
		const match = `{${COLUMNS[depth].join(' ')}} : (${question})`;
		return sql<boolean>`r.id in (select rowid from search_index where search_index match ${match})`;
	},
};

const tsvector: SearchIndex = {
	holds(slots, depth) {
		const weights = WEIGHTS[depth];
		const word = (text: string, beginning = false) => {
			const suffix = (beginning ? '*' : '') + weights;
			return suffix ? `'${text}':${suffix}` : `'${text}'`;
		};
		const question = slots
			.map((slot) => {
				const ways = slot.words.map((text) => word(text));
				if (slot.parts.length > 0) ways.push(`(${slot.parts.map((part) => word(part)).join(' & ')})`);
				if (slot.beginning !== null) ways.push(word(slot.beginning, true));
				return `(${ways.join(' | ')})`;
			})
			.join(' & ');
		return sql<boolean>`r.words @@ to_tsquery('simple', ${question})`;
	},
};

export const searchIndex = (db: Database): SearchIndex => (db.engine === 'postgres' ? tsvector : fts5);
