import { distance } from 'fastest-levenshtein';
import { sql } from 'kysely';
import type { Database } from '#platform/database/database.server.ts';
import type { Language } from '#platform/languages.ts';
import { type Slot, slotOf } from './question.ts';
import { plain } from './words.ts';

/** How many slips a word of this length may hold and still be recognised. */
const slipsAllowed = (length: number) => (length < 4 ? 0 : length < 7 ? 1 : 2);

/** Replaces every word that occurs nowhere by the most used word that is nearly the same. Null when nothing was replaced. */
export async function mended(db: Database, slots: Slot[], language: Language): Promise<Slot[] | null> {
	const unknown = await unknownSlots(db, slots, language);
	if (unknown.length === 0) return null;
	const mends = new Map<Slot, Slot>();
	for (const slot of unknown) {
		const better = await nearest(db, plain(slot.written), language);
		const replacement = better === null ? null : slotOf(better, language, false);
		if (replacement) mends.set(slot, replacement);
	}
	return mends.size === 0 ? null : slots.map((slot) => mends.get(slot) ?? slot);
}

/** Words that occur in no record, neither whole nor as a beginning. */
async function unknownSlots(db: Database, slots: Slot[], language: Language): Promise<Slot[]> {
	const known = await Promise.all(
		slots.map((slot) =>
			db
				.selectFrom('search_words')
				.select('word')
				.where('language', '=', language)
				.where((e) =>
					e.or([
						e('word', 'in', [...slot.words, ...slot.parts]),
						...(slot.beginning === null ? [] : [e.and([e('written', '>=', slot.beginning), e('written', '<', `${slot.beginning}~`)])]),
					]),
				)
				.limit(1)
				.executeTakeFirst(),
		),
	);
	return slots.filter((_, index) => known[index] === undefined);
}

async function nearest(db: Database, word: string, language: Language): Promise<string | null> {
	const slips = slipsAllowed(word.length);
	if (slips === 0) return null;
	const letters = sql<number>`length(written)`;
	const rows = await db
		.selectFrom('search_words')
		.select(['written', 'records'])
		.where('language', '=', language)
		.where(letters, '>=', word.length - slips)
		.where(letters, '<=', word.length + slips)
		.execute();
	let best: { written: string; slips: number; records: number } | null = null;
	for (const { written, records } of rows) {
		const found = distance(word, written);
		if (found > slips) continue;
		const isBetter =
			best === null ||
			found < best.slips ||
			(found === best.slips && (records > best.records || (records === best.records && written < best.written)));
		if (isBetter) best = { written, slips: found, records };
	}
	return best?.written ?? null;
}
