import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely';
import type { Database, Tables, Tx } from '#platform/database/database.server.ts';
import { tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { Looking, slotsOf } from '#search/question.ts';
import { ANALYSIS, indexWords } from '#search/words.ts';
import { unpacked } from './content.ts';
import { type Kind, textOf } from './entry.ts';

/** Where the words come from: the entry itself, or what somebody else keeps with it. */
export type Source = 'entry' | 'document';

/** As many rows as go into the database at once. */
const BATCH = 1000;
const LONGEST = 200;

const slotsIn = (words: string) => slotsOf(words.slice(0, LONGEST), 'nl');

/** How to look for these words in a text, and mark them there. */
export const lookingFor = (words: string): Looking => new Looking(slotsIn(words), 'nl');

type Builder = ExpressionBuilder<Tables & { n: Tables['entries'] }, 'n'>;

/** Whether an internal entry has all these words, as the database is asked it. Nothing can be found by no words. */
export function hasWords(e: Builder, project: string, words: string): ExpressionWrapper<never, never, SqlBool> {
	const slots = slotsIn(words);
	if (slots.length === 0) return e.lit(false) as never;
	const withWord = (meets: (w: ExpressionBuilder<Tables, 'entry_words'>) => ExpressionWrapper<Tables, 'entry_words', SqlBool>) =>
		e.selectFrom('entry_words').select('entry').where('project', '=', project).where(meets);
	const conditions = slots.map(({ words: whole, parts: [part, ...others], beginning }) => {
		// One list of ids, which the index by day can be held to before a single entry is read.
		let ids = withWord((w) => w('word', 'in', whole));
		// What begins so, up to the first letter that is none of ours.
		if (beginning !== null) ids = ids.unionAll(withWord((w) => w.and([w('word', '>=', beginning), w('word', '<', `${beginning}{`)])));
		if (part !== undefined) {
			const withPart = (one: string) => withWord((w) => w('word', '=', one));
			ids = ids.unionAll(others.reduce((some, other) => some.where('entry', 'in', withPart(other)), withPart(part)));
		}
		return e('n.id', 'in', ids);
	});
	return e.and(conditions) as never;
}

/** The same, asked of the words of what was opened, which stand between spaces. */
export function holdingWords(words: string): (known: string) => boolean {
	const slots = slotsIn(words);
	const holds = (known: string) => (word: string) => known.includes(` ${word} `);
	return (known) =>
		slots.length > 0 &&
		slots.every(
			({ words: whole, parts, beginning }) =>
				whole.some(holds(known)) ||
				(beginning !== null && known.includes(` ${beginning}`)) ||
				(parts.length > 0 && parts.every(holds(known))),
		);
}

/** Has an internal entry found by these words and, of this source, by no others. Who calls it knows that the entry is internal. */
export async function findBy(tx: Tx, at: { project: string; entry: string }, source: Source, text: string): Promise<void> {
	await tx.deleteFrom('entry_words').where('entry', '=', at.entry).where('source', '=', source).execute();
	const words = [...new Set(indexWords(text, 'nl').split(' '))].filter(Boolean);
	for (let from = 0; from < words.length; from += BATCH) {
		const rows = words.slice(from, from + BATCH).map((word) => ({ ...at, word, source }));
		await tx.insertInto('entry_words').values(rows).execute();
	}
	if (source === 'entry') await tx.updateTable('entries').set({ analysis: ANALYSIS }).where('id', '=', at.entry).execute();
}

const AT_ONCE = 200;

/** Has everything found that an older program wrote, or took apart in another way. Gives how many entries that were. */
export async function findAnew(db: Database, keys: Keys): Promise<number> {
	for (let done = 0; ; ) {
		const there = await tx(db, async (tx) => {
			const rows = await tx
				.selectFrom('entries')
				.select(['id', 'project', 'kind', 'content'])
				.where('level', '=', 'internal')
				.where((e) => e.or([e('analysis', 'is', null), e('analysis', '!=', ANALYSIS)]))
				.limit(AT_ONCE)
				.execute();
			for (const { id, project, kind, content } of rows) {
				const words = unpacked(keys, { id, kind: kind as Kind, level: 'internal' }, content);
				await findBy(tx, { project, entry: id }, 'entry', textOf({ words }));
			}
			return rows.length;
		});
		done += there;
		if (there < AT_ONCE) return done;
	}
}
