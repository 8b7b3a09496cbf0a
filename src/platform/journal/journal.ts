import type { Change, Detail } from './detail.ts';

/** The way along which somebody did something. */
export type Channel = 'screen' | 'api' | 'paper' | 'phone' | 'meeting' | 'import' | 'command' | 'system';

/** The chain of what concerns no project. The others are named by the id of their project. */
export const INSTALLATION = 'installation';

/** Chains of one person, and of a talk of two. Nobody else is told of one: no name, and no number that would tell how many there are. */
export const isInConfidence = (chain: string): boolean => /^(personal|talk)-/.test(chain);

/** Something that happened, as the verb tells it. */
export interface Happening extends Change {
	chain: string;
	/** The pseudonym of who did it, never a name. */
	actor: string;
	/** The noun and what became of it: `agreement.signed`. */
	action: string;
	/** The id of the record it happened to. */
	object: string;
	channel: Channel;
	/** The earlier entry of the same chain that this one corrects, by its number. */
	supersedes?: number;
	/** Where it belongs, when not everybody who reads the chain may read of it. Not part of what is hashed. */
	place?: Place;
}

/** How narrow something is held within its chain: its level, and the part of the whole it concerns. */
export interface Place {
	level: string;
	part: string | null;
}

/** Which entries somebody reads: those of these levels. Who reads one part only reads nothing of the whole. */
export interface Readership {
	levels: readonly string[];
	part?: string;
}

/** Which entries of a chain are asked for. */
export interface Question {
	limit: number;
	/** The number of the entry where the page before ended. */
	before?: number | undefined;
	/** Only these actions. */
	actions?: readonly string[] | undefined;
	/** None of these actions. */
	without?: readonly string[] | undefined;
	/** Who did it, or to whom it was done, by pseudonym. */
	who?: string | undefined;
	/** The first moment, and the first one that is too late. */
	from?: string | undefined;
	until?: string | undefined;
	/** Without it, everything. */
	readership?: Readership | undefined;
}

/** What is hashed: the happening without what was there before and after, which it only commits to. */
export interface Body {
	v: 1;
	log: string;
	seq: number;
	/** UTC, in milliseconds. */
	at: string;
	actor: string;
	action: string;
	object: string;
	channel: Channel;
	/** HMAC-SHA-256 over the detail, base64. */
	commit: string;
	supersedes?: number;
}

/** A happening as it is read back. */
export interface Entry extends Omit<Body, 'v' | 'log' | 'commit'> {
	hash: string;
	detail: Detail;
}

/** How far a chain has grown: the number of its entries, and the hash of the newest in base64. */
export interface Head {
	size: number;
	head: string;
}
