import type { InLanguages } from '#platform/languages.ts';
import type { Source } from './junction.ts';

export const CARD_BLOCKS = ['purpose', 'steps', 'questions', 'result', 'dossier'] as const;
export type CardBlock = (typeof CARD_BLOCKS)[number];

/** A way of working (werkvorm) that fits in a meeting. */
export interface Card {
	id: string;
	address: string;
	minutes: number;
	junctions: string[];
	sources: Source[];
	texts: InLanguages<CardText>;
}

export interface CardText {
	title: string;
	summary: string;
	group: string;
	room: string;
	materials: string[];
	blocks: Partial<Record<CardBlock, string>>;
}
