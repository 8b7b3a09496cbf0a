import type { InLanguages } from '#platform/languages.ts';

/** The parts of a junction's page, in the order in which they stand there. */
export const BLOCKS = ['goal', 'approach', 'tips', 'finishedWhen', 'reviseWhen', 'who', 'sensitivity', 'decision'] as const;
export type Block = (typeof BLOCKS)[number];

/** What one junction may say of another. `input-for` is waited for; `feeds` only helps. */
export const LINK_KINDS = ['input-for', 'feeds', 'parallel', 'see-also'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

export interface JunctionText {
	title: string;
	/** The name on the map. */
	short: string;
	/** Markdown per block; a block that is not written is absent. */
	blocks: Partial<Record<Block, string>>;
	/** Why each linked junction is linked, by its id. */
	why: Record<string, string>;
}

/** One concrete step that can decide how a project goes on. */
export interface Junction {
	/** Survives renaming, moving and new editions. */
	id: string;
	/** Phase and place in it, such as 1.01. */
	number: string;
	/** Its part of the address of its page. */
	address: string;
	phase: number;
	/** Codes of the tracks it contributes to, in the order of the edition. */
	tracks: string[];
	parties: string[];
	sensitive: boolean;
	/** A moment at which somebody decides. */
	decision: boolean;
	series: string | null;
	links: { kind: LinkKind; to: string }[];
	/** Titles it had before, in any edition. */
	aliases: string[];
	splitFrom: string[];
	mergedFrom: string[];
	sources: Source[];
	texts: InLanguages<JunctionText>;
}

/** A place outside the guide that a text leans on. */
export interface Source {
	title: string;
	url: string | null;
	/** Where to look in it: a chapter, a page. */
	lookAt: string | null;
	/** The day somebody saw that it says what we say it says. */
	checked: string | null;
}

/** Which blocks a reader of this junction may expect. */
export const expectedBlocks = (junction: Junction): Block[] =>
	BLOCKS.filter((block) => (block !== 'sensitivity' || junction.sensitive) && (block !== 'decision' || junction.decision));
