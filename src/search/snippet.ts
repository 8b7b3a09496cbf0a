import type { Language } from '#platform/languages.ts';
import type { Looking, Slot } from './question.ts';
import { analyse, occurrencesIn } from './words.ts';

/** A piece of text; what was looked for is marked. */
export interface Piece {
	text: string;
	marked: boolean;
}

const LENGTH = 180;
const BEFORE = 60;

/** The title with the found words marked. */
export const marked = (text: string, looking: Looking): Piece[] => pieces(text, hitsIn(text, looking));

/** The stretch of text around the place where most of the words stand together, marked. Null when none of them does. */
export function snippet(text: string, looking: Looking): Piece[] | null {
	const hits = hitsIn(text, looking, { untilOneSnippet: true });
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

/** All hits of a text; or, where that is enough, those up to the end of the first snippet that holds every word of the search. */
function hitsIn(text: string, looking: Looking, { untilOneSnippet = false } = {}): Hit[] {
	const whole: Hit[] = [];
	const parts: Hit[] = [];
	let until = Number.POSITIVE_INFINITY;
	for (const { written, start, end } of occurrencesIn(text)) {
		if (start > until) break;
		const meeting = looking.at(written);
		if (!meeting) continue;
		(meeting.as === 'whole' ? whole : parts).push({ start, end, slot: meeting.slot, written });
		if (untilOneSnippet && until > text.length && standTogether(whole, looking.slots, end)) until = end + LENGTH;
	}
	if (parts.length === 0) return whole;
	// “Warmte” by itself says little to who looked for “warmtekavel”: parts count only where the whole word is not there and all parts are.
	const speaking = new Set(
		looking.slots.filter((slot) => !whole.some((hit) => hit.slot === slot) && holdsAllParts(parts, slot, looking.language)),
	);
	return [...whole, ...parts.filter(({ slot }) => speaking.has(slot))].toSorted((one, other) => one.start - other.start);
}

/** Whether every word of the search is among the hits that one snippet holds with the last one, which ends here. */
function standTogether(hits: Hit[], slots: Slot[], end: number): boolean {
	return slots.every((slot) => hits.some((hit) => hit.slot === slot && hit.start >= end - (LENGTH - BEFORE)));
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
