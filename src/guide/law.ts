import type { InLanguages } from '#platform/languages.ts';
import type { Source } from './junction.ts';

export const LAW_KINDS = ['wet', 'plan', 'besluit'] as const;
export type LawKind = (typeof LAW_KINDS)[number];

/** One link in the chain of laws, plans and decisions, with what is known of it and when that was looked at. */
export interface LawLink {
	id: string;
	kind: LawKind;
	/** Its place in the chain. */
	order: number;
	checked: string | null;
	sources: Source[];
	/** Where it touches the method. */
	junctions: string[];
	texts: InLanguages<LawText>;
}

export interface LawText {
	title: string;
	who: string;
	/** What is settled, what is not, and what to check before relying on it. */
	status: string;
	/** What it means at a junction, by the id of the junction. */
	notes: Record<string, string>;
	body: string;
}
