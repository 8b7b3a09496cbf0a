import { sql } from 'kysely';
import type { Tx } from '#platform/database/database.server.ts';
import type { Language, Wording } from '#platform/languages.ts';
import type { Findable } from './finding.ts';
import { analyse, indexWords, occurrencesIn, plain } from './words.ts';

const BATCH = 200;

/** Fills the index anew. Runs inside the transaction of a release, so that search never knows more or less than the pages. */
export async function index(tx: Tx, findables: Findable[]): Promise<void> {
	await tx.deleteFrom('search_labels').execute();
	await tx.deleteFrom('search_records').execute();
	await tx.deleteFrom('search_words').execute();
	if (tx.engine === 'sqlite') await sql`delete from search_index`.execute(tx);

	const vocabulary = new Vocabulary();
	const rows = findables.map((findable, index) => {
		vocabulary.add(findable);
		return { id: index + 1, findable, row: rowOf(findable) };
	});
	for (let from = 0; from < rows.length; from += BATCH) {
		const batch = rows.slice(from, from + BATCH);
		await tx
			.insertInto('search_records')
			.values(batch.map(({ id, row }) => ({ id, ...row })))
			.execute();
		const labels = batch.flatMap(({ id, findable }) => findable.labels.map((label) => ({ record: id, label })));
		if (labels.length > 0) await tx.insertInto('search_labels').values(labels).execute();
	}
	if (tx.engine === 'sqlite') {
		await sql`insert into search_index (rowid, title_words, lead_words, body_words)
			select id, title_words, lead_words, body_words from search_records`.execute(tx);
	}
	const words = vocabulary.rows();
	for (let from = 0; from < words.length; from += BATCH) {
		await tx
			.insertInto('search_words')
			.values(words.slice(from, from + BATCH))
			.execute();
	}
	// Without fresh figures PostgreSQL takes the index for small and reads every row instead.
	if (tx.engine === 'postgres') await sql`analyze search_records, search_labels, search_words`.execute(tx);
}

function rowOf(findable: Findable) {
	const words = ({ text, language }: Wording<string>) => indexWords(text, language);
	return {
		kind: findable.kind,
		language: findable.language,
		path: findable.path,
		title: findable.title.text,
		lead: findable.lead.text,
		body: findable.body.map(({ text }) => text).join('\n'),
		title_words: [words(findable.title), ...findable.aliases.map((alias) => indexWords(alias, 'nl'))].join(' '),
		lead_words: words(findable.lead),
		body_words: findable.body.map(words).join(' '),
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
