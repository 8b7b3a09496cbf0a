import type { Source } from '#guide/junction.ts';
import type { InLanguages } from '#platform/languages.ts';

/** What happened somewhere, told so that another neighbourhood can use it (praktijkverhaal). */
export interface Story {
	id: string;
	address: string;
	/** Neighbourhood, village or town. */
	place: string;
	municipality: string;
	/** The day it appeared here, as YYYY-MM-DD. */
	date: string;
	tags: string[];
	junctions: string[];
	source: Source | null;
	texts: InLanguages<{ title: string; teaser: string; body: string }>;
}
