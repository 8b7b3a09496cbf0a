import { stemmer as stemDutch } from '@orama/stemmers/dutch';
import { stemmer as stemEnglish } from '@orama/stemmers/english';
import type { Language } from '#platform/languages.ts';
import { COMPOUND_PARTS, IRREGULAR } from './dutch.ts';

/** Rises when the same text is to be found by other words than before: an index that was filled before is then filled anew. */
export const ANALYSIS = 1;

/** One word of a text: as it was written, and where. */
export interface Occurrence {
	written: string;
	start: number;
	end: number;
}

/** What one word is found by. A compound is also found by its parts. */
export interface Analysis {
	stem: string;
	parts: string[];
}

const WORD = /[\p{L}\p{N}]+(?:[’'][\p{L}\p{N}]+)*/gu;

export function* occurrencesIn(text: string): Generator<Occurrence> {
	for (const match of text.matchAll(WORD)) {
		yield { written: match[0], start: match.index, end: match.index + match[0].length };
	}
}

/** Lower case, without accents and apostrophes. */
const fold = (word: string): string =>
	word
		.normalize('NFKD')
		.replace(/[\u0300-\u036f’']/g, '')
		.toLowerCase();

/** A word in the letters the index knows: a-z and 0-9. */
export const plain = (word: string): string => fold(word).replace(/[^a-z0-9]/g, '');

/** Stemming costs more than looking up, and a guide uses the same words over and over. */
const REMEMBERED = 50_000;
const remembered: Record<Language, Map<string, Analysis>> = { nl: new Map(), en: new Map() };

export function analyse(written: string, language: Language): Analysis {
	const memory = remembered[language];
	const known = memory.get(written);
	if (known) return known;
	// An apostrophe before the last s marks a plural or a possessive: VvE's, risico's, Noor's.
	const folded = plain(language === 'nl' ? written.replace(/[’']s$/u, '') : written);
	const analysis = language === 'nl' ? analyseDutch(folded) : { stem: stemEnglish(folded), parts: [] };
	if (memory.size >= REMEMBERED) memory.clear();
	memory.set(written, analysis);
	return analysis;
}

function analyseDutch(folded: string): Analysis {
	const stem = dutchStem(folded);
	return { stem, parts: partsOf(folded) ?? partsOf(stem) ?? [] };
}

/**
 * The stem of a Dutch word. The Snowball rules leave huis and huizen, plan and plannen, corporatie and corporaties apart;
 * the steps around them bring these together.
 */
export function dutchStem(folded: string): string {
	const irregular = IRREGULAR.get(folded);
	if (irregular) return irregular;
	if (folded.length <= 3 || /\d/.test(folded)) return folded;
	if (/(ie|ee)s$/.test(folded)) return folded.slice(0, -1);
	const singular = folded
		.replace(/ieen$/, 'ie')
		.replace(/([dgkmnrt]e)s$/, '$1')
		.replace(/(...en)s$/, '$1');
	const stem = stemDutch(singular)
		.replace(/([bdfgklmnprst])\1$/, '$1')
		.replace(/z$/, 's')
		.replace(/v$/, 'f');
	return IRREGULAR.get(stem) ?? stem;
}

const MIN_PART = 3;

/** Splits a compound into words of the field, or gives null when it is not wholly made of them. */
function partsOf(word: string, depth = 0): string[] | null {
	if (depth > 3) return null;
	for (let cut = word.length - MIN_PART; cut >= MIN_PART; cut--) {
		const head = word.slice(0, cut);
		const first = partStem(head);
		if (!first) continue;
		const rest = word.slice(cut);
		for (const tail of [rest, ...(rest.startsWith('s') ? [rest.slice(1)] : [])]) {
			const last = partStem(tail);
			if (last) return [first, last];
			const more = partsOf(tail, depth + 1);
			if (more) return [first, ...more];
		}
	}
	return null;
}

const stemsOfParts = new Set(COMPOUND_PARTS.map(dutchStem));

function partStem(piece: string): string | null {
	if (piece.length < MIN_PART) return null;
	const stem = dutchStem(piece);
	return stemsOfParts.has(stem) ? stem : null;
}

/**
 * All words a text is found by, in order, separated by spaces, as the index wants them: stems, parts of compounds, and the
 * words as they were written, which is what a beginning is compared with.
 */
export function indexWords(text: string, language: Language): string {
	const words: string[] = [];
	for (const { written } of occurrencesIn(text)) {
		const { stem, parts } = analyse(written, language);
		if (!stem) continue;
		const whole = plain(written);
		words.push(stem, ...(whole === stem ? [] : [whole]), ...parts);
	}
	return words.join(' ');
}
