import type { Language } from '#platform/languages.ts';
import { meets, type Slot } from './question.ts';
import { analyse, occurrencesIn } from './words.ts';

/** A piece of text; what was looked for is marked. */
export interface Piece {
	text: string;
	marked: boolean;
}

const LENGTH = 180;
const BEFORE = 60;

/** The title with the found words marked. */
export const marked = (text: string, slots: Slot[], language: Language): Piece[] => pieces(text, hitsIn(text, slots, language));

/** The stretch of text around the place where most of the words stand together, marked. Null when none of them does. */
export function snippet(text: string, slots: Slot[], language: Language): Piece[] | null {
	const hits = hitsIn(text, slots, language);
	if (hits.length === 0) return null;
	const start = windowStart(hits);
	const from = start <= BEFORE ? 0 : text.indexOf(' ', start - BEFORE) + 1;
	const cut = text.indexOf(' ', from + LENGTH);
	const to = cut === -1 ? text.length : cut;
	const inside = hits
		.filter((hit) => hit.start >= from && hit.end <= to)
		.map((hit) => ({ ...hit, start: hit.start - from, end: hit.end - from }));
	const found = pieces(text.slice(from, to).replace(/\n/g, ' '), inside);
	if (from > 0) found.unshift({ text: '… ', marked: false });
	if (to < text.length) found.push({ text: ' …', marked: false });
	return found;
}

interface Hit {
	written: string;
	start: number;
	end: number;
	slot: Slot;
}

function hitsIn(text: string, slots: Slot[], language: Language): Hit[] {
	const whole: Hit[] = [];
	const parts: Hit[] = [];
	for (const { written, start, end } of occurrencesIn(text)) {
		for (const slot of slots) {
			const as = meets(slot, written, language);
			if (!as) continue;
			(as === 'whole' ? whole : parts).push({ start, end, slot, written });
			break;
		}
	}
	if (parts.length === 0) return whole;
	// “Warmte” by itself says little to who looked for “warmtekavel”: parts count only where the whole word is not there and all parts are.
	const speaking = new Set(slots.filter((slot) => !whole.some((hit) => hit.slot === slot) && holdsAllParts(parts, slot, language)));
	return [...whole, ...parts.filter(({ slot }) => speaking.has(slot))].toSorted((one, other) => one.start - other.start);
}

function holdsAllParts(hits: Hit[], slot: Slot, language: Language): boolean {
	const stems = new Set(hits.filter((hit) => hit.slot === slot).map(({ written }) => analyse(written, language).stem));
	return slot.parts.every((part) => stems.has(part));
}

/** The hit from which the most different words follow within one snippet; the first of equals. */
function windowStart(hits: Hit[]): number {
	let best = { start: hits[0]?.start ?? 0, different: 0 };
	for (const hit of hits) {
		const near = hits.filter((other) => other.start >= hit.start && other.end <= hit.start + LENGTH - BEFORE);
		const different = new Set(near.map(({ slot }) => slot)).size;
		if (different > best.different) best = { start: hit.start, different };
	}
	return best.start;
}

function pieces(text: string, hits: Hit[]): Piece[] {
	const found: Piece[] = [];
	let at = 0;
	for (const { start, end } of hits) {
		if (start > at) found.push({ text: text.slice(at, start), marked: false });
		found.push({ text: text.slice(start, end), marked: true });
		at = end;
	}
	if (at < text.length) found.push({ text: text.slice(at), marked: false });
	return found;
}
