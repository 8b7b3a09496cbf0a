import type { InLanguages } from '#platform/languages.ts';

/** A document a reader can take along and fill in (sjabloon). The file is made from its text. */
export interface Template {
	id: string;
	address: string;
	junctions: string[];
	/** The method card it belongs to. */
	card: string | null;
	texts: InLanguages<{ title: string; summary: string; body: string }>;
}
