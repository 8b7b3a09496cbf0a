import type { InLanguages } from '#platform/languages.ts';
import type { Source } from './junction.ts';

/** A word of the trade, explained where it occurs (woordenlijst). */
export interface Term {
	id: string;
	/** The junctions where it matters most. */
	junctions: string[];
	sources: Source[];
	texts: InLanguages<TermText>;
}

export interface TermText {
	term: string;
	/** Other forms in which it occurs. */
	forms: string[];
	/** One sentence that can stand by itself. */
	short: string;
	body: string;
}

/** The terms of one language, found by the forms in which they occur. */
export interface TermIndex {
	/** Matches any form as a whole word, longest first. */
	pattern: RegExp;
	idOf(form: string): string | undefined;
}

export function termIndex(terms: { id: string; forms: string[] }[]): TermIndex | null {
	const byForm = new Map(terms.flatMap(({ id, forms }) => forms.map((form) => [form.toLowerCase(), id] as const)));
	if (byForm.size === 0) return null;
	const longestFirst = [...byForm.keys()].toSorted((a, b) => b.length - a.length).map(escapeRegExp);
	return {
		pattern: new RegExp(`(?<![\\p{L}\\p{N}-])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'giu'),
		idOf: (form) => byForm.get(form.toLowerCase()),
	};
}

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
