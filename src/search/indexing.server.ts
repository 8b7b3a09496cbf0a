import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Language, Wording } from '#platform/languages.ts';
import type { Findable } from './finding.ts';
import { type IndexedRecord, searchIndex } from './index.server.ts';
import { ANALYSIS, analyse, indexWords, occurrencesIn, plain } from './words.ts';

const BATCH = 200;

/** Whether the index was filled from this release, by the present way of taking words apart. */
export async function isIndexed(db: Database, release: number): Promise<boolean> {
	const state = await db.selectFrom('search_state').selectAll().executeTakeFirst();
	return state?.release === release && state.analysis === ANALYSIS;
}

/** Fills the index anew. Runs inside the transaction of a release, so that search never knows more or less than the pages. */
export async function index(tx: Tx, release: number, findables: Findable[]): Promise<void> {
	const words = searchIndex(tx);
	for (const table of ['search_labels', 'search_texts', 'search_words', 'search_state'] as const) await tx.deleteFrom(table).execute();
	await words.empty(tx);

	const vocabulary = new Vocabulary();
	const records = findables.map((findable, index) => ({ id: index + 1, findable }));
	for (const batch of batches(records)) {
		for (const { findable } of batch) vocabulary.add(findable);
		await words.add(tx, batch.map(recordOf));
		await tx.insertInto('search_texts').values(batch.map(textOf)).execute();
		const labels = batch.flatMap(({ id, findable }) => findable.labels.map((label) => ({ record: id, label })));
		if (labels.length > 0) await tx.insertInto('search_labels').values(labels).execute();
	}
	for (const batch of batches(vocabulary.rows())) await tx.insertInto('search_words').values(batch).execute();
	await tx.insertInto('search_state').values({ release, analysis: ANALYSIS }).execute();
	await words.settle(tx);
}

function* batches<T>(all: T[]): Generator<T[]> {
	for (let from = 0; from < all.length; from += BATCH) yield all.slice(from, from + BATCH);
}

interface NumberedFindable {
	id: number;
	findable: Findable;
}

const textOf = ({ id, findable: { title, lead, body } }: NumberedFindable) => ({
	record: id,
	title: title.text,
	lead: lead.text,
	body: body.map(({ text }) => text).join('\n'),
});

function recordOf({ id, findable: { kind, language, path, title, aliases, lead, body } }: NumberedFindable): IndexedRecord {
	const words = ({ text, language }: Wording<string>) => indexWords(text, language);
	return {
		id,
		kind,
		language,
		path,
		title: [words(title), ...aliases.map((alias) => indexWords(alias, 'nl'))].join(' '),
		lead: words(lead),
		body: body.map(words).join(' '),
	};
}

/** Which words occur, in how many records, and how people write them. */
class Vocabulary {
	readonly #words = new Map<string, { language: Language; word: string; written: string | null; records: number }>();

	add(findable: Findable): void {
		const seen = new Set<string>();
		for (const { text, language } of [findable.title, findable.lead, ...findable.body]) {
			for (const { written } of occurrencesIn(text)) {
				const { stem, parts } = analyse(written, language);
				if (stem) this.#count(findable.language, stem, plain(written), seen);
				for (const part of parts) this.#count(findable.language, part, null, seen);
			}
		}
	}

	/** A part of a compound was not written by itself, so it does not say how the word is written. */
	#count(language: Language, word: string, written: string | null, seen: Set<string>): void {
		const key = `${language} ${word}`;
		const entry = this.#words.get(key) ?? { language, word, written, records: 0 };
		// The shortest form is nearly always the one in the dictionary.
		if (written !== null && (entry.written === null || written.length < entry.written.length)) entry.written = written;
		if (!seen.has(key)) entry.records++;
		seen.add(key);
		this.#words.set(key, entry);
	}

	rows() {
		return [...this.#words.values()].map((entry) => ({ ...entry, written: entry.written ?? entry.word }));
	}
}
