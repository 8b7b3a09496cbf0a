import type { Language } from '#platform/languages.ts';
import { analyse, occurrencesIn, plain } from './words.ts';

/** One word of a search, with all it may be found by. Words here are only a-z and 0-9. */
export interface Slot {
	written: string;
	/** Any of these words. */
	words: string[];
	/** Or all of these: the parts of a compound. */
	parts: string[];
	/** Or any word that begins like this. */
	beginning: string | null;
}

/** More words than this make a search no better, only slower. */
const MOST_WORDS = 8;
const SHORTEST_BEGINNING = 3;

/** Takes what a person typed apart. Nothing of it is ever understood as search syntax. */
export function slotsOf(typed: string, language: Language): Slot[] {
	const occurrences = [...occurrencesIn(typed)].slice(0, MOST_WORDS);
	return occurrences.flatMap(({ written }, index) => {
		const isLast = index === occurrences.length - 1;
		return slotOf(written, language, isLast) ?? [];
	});
}

export function slotOf(written: string, language: Language, isLast: boolean): Slot | null {
	const own = analyse(written, language);
	// An English page may show a text that is only there in Dutch, so both readings of the word count.
	const others = language === 'nl' ? [] : [analyse(written, 'nl')];
	const words = [...new Set([own, ...others].map(({ stem }) => stem).filter(Boolean))];
	if (words.length === 0) return null;
	const folded = plain(written);
	const beginning = isLast && folded.length >= SHORTEST_BEGINNING ? folded : null;
	return { written, words, parts: [own, ...others].find(({ parts }) => parts.length > 0)?.parts ?? [], beginning };
}

/** Which slot a word of a text answers: as the whole word, or as one part of a compound that was asked for. */
export interface Meeting {
	slot: Slot;
	as: 'whole' | 'part';
}

/** What one search looks for in texts. Texts repeat their words, so what was decided about a word is remembered while it lasts. */
export class Looking {
	readonly slots: Slot[];
	readonly language: Language;
	readonly #known = new Map<string, Meeting | null>();

	constructor(slots: Slot[], language: Language) {
		this.slots = slots;
		this.language = language;
	}

	at(written: string): Meeting | null {
		const known = this.#known.get(written);
		if (known !== undefined) return known;
		const found = this.#meeting(written);
		this.#known.set(written, found);
		return found;
	}

	#meeting(written: string): Meeting | null {
		for (const slot of this.slots) {
			const as = meets(slot, written, this.language);
			if (as) return { slot, as };
		}
		return null;
	}
}

function meets(slot: Slot, written: string, language: Language): Meeting['as'] | null {
	const { stem, parts } = analyse(written, language);
	if (slot.words.includes(stem) || parts.some((part) => slot.words.includes(part))) return 'whole';
	const { beginning } = slot;
	if (beginning !== null && (plain(written).startsWith(beginning) || parts.some((part) => part.startsWith(beginning)))) return 'whole';
	return slot.parts.includes(stem) ? 'part' : null;
}
