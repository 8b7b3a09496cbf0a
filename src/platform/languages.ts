/** Dutch is the source; English is a translation that may lag behind. */
export const LANGUAGES = ['nl', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Something written in Dutch, with or without its translation. */
export interface InLanguages<T> {
	nl: T;
	en?: T;
}

/** The wording to show, and the language it is really in, so that the page can mark it. */
export interface Wording<T> {
	text: T;
	language: Language;
}

export function inLanguage<T>(wordings: InLanguages<T>, language: Language): Wording<T> {
	const translated = wordings[language];
	return translated === undefined ? { text: wordings.nl, language: 'nl' } : { text: translated, language };
}

/** The language a program asks for in `Accept-Language`; Dutch when it names none of ours. */
export function languageAsked(header: string | null): Language {
	const wishes = (header ?? '').split(',').map((wish) => {
		const [name = '', weight] = wish.split(/;\s*q=/);
		return { name: name.trim().slice(0, 2).toLowerCase(), weight: weight === undefined ? 1 : Number(weight) };
	});
	const wished = wishes.filter(({ weight }) => weight > 0).toSorted((one, other) => other.weight - one.weight);
	return wished.map(({ name }) => LANGUAGES.find((language) => language === name)).find((language) => language !== undefined) ?? 'nl';
}

const ENGLISH = '/en';

/** Splits an address into its language and the address it has in Dutch. */
export function languageOf(path: string): { language: Language; path: string } {
	if (path === ENGLISH) return { language: 'en', path: '/' };
	if (path.startsWith(`${ENGLISH}/`)) return { language: 'en', path: path.slice(ENGLISH.length) };
	return { language: 'nl', path };
}

/** The address in another language. Addresses are in Dutch everywhere; English stands under `/en`. */
export function pathIn(language: Language, path: string): string {
	if (language === 'nl') return path;
	return path === '/' ? ENGLISH : ENGLISH + path;
}
