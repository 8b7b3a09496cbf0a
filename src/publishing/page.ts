import type { InLanguages } from '#platform/languages.ts';

export const SECTIONS = ['over', 'hulp'] as const;
export type Section = (typeof SECTIONS)[number];

/** A page about the guide, or one that helps its readers. */
export interface Page {
	id: string;
	address: string;
	section: Section;
	/** Support pages stand under a heading. */
	category: InLanguages<string> | null;
	order: number;
	texts: InLanguages<{ title: string; summary: string; body: string }>;
}

export interface NewsItem {
	id: string;
	address: string;
	/** YYYY-MM-DD */
	date: string;
	texts: InLanguages<{ title: string; summary: string; body: string }>;
}
