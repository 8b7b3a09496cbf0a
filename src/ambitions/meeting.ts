import { occurrencesIn, plain } from '#search/words.ts';
import { type Item, once } from './item.ts';

const EVERYWHERE = new Set([
	'',
	'hele wijk',
	'de hele wijk',
	'wijk',
	'de wijk',
	'hele buurt',
	'overal',
	'everywhere',
	'whole neighbourhood',
]);

/** Whether two items are about one place. What names none is about the whole; a street is where its houses are. */
export function placesMeet(one: Item, other: Item): boolean {
	const [few = [], many = []] = [wordsOf(one), wordsOf(other)].toSorted((a, b) => a.length - b.length);
	return few.every((word) => many.includes(word));
}

const wordsOf = once(({ place = '' }): string[] => {
	const written = place.trim().toLowerCase();
	if (EVERYWHERE.has(written)) return [];
	// North-east is not in the north.
	return [...occurrencesIn(written.replaceAll('-', ''))]
		.map(({ written }) => plain(written))
		.filter((word) => !['de', 'het', 'the'].includes(word));
});

/** Whether there is a day that both hold. What names no day holds from the first, or to the last. */
export const periodsMeet = (one: Item, other: Item): boolean =>
	(one.from ?? '') <= (other.until ?? '9') && (other.from ?? '') <= (one.until ?? '9');
