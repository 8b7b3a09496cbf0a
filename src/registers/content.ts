import { locked, unlocked } from '#logbook/content.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Level } from '#projects/level.ts';
import type { Filled } from './field.ts';
import type { Judged } from './pairs/pair.ts';

interface Sealed {
	id: string;
	level: Level;
}

/** What stands in an item, beside whose it is. */
export interface Content {
	filled: Filled;
	source: string;
	reviewOn: string;
}

export const NO_CONTENT: Content = { filled: {}, source: '', reviewOn: '' };

/** Content as the database keeps it: locked above internal. */
export const packedContent = (own: Keys, { id, level }: Sealed, { filled, source, reviewOn }: Content): string =>
	locked(own, level, `item ${id}`, JSON.stringify({ filled, source, reviewOn }));

/** What was removed is empty, and stays so. */
export const unpackedContent = (own: Keys, { id, level }: Sealed, kept: string): Content =>
	kept === '' ? NO_CONTENT : (JSON.parse(unlocked(own, level, `item ${id}`, kept)) as Content);

/** What was said or measured on a day; a number where something was measured. */
export interface Remarked {
	day: string;
	text: string;
	measured: number | null;
}

/** A remark, by the same rule: the id is its own, the level that of the item. */
export const packedRemark = (own: Keys, { id, level }: Sealed, remarked: Remarked): string =>
	locked(own, level, `remark ${id}`, JSON.stringify(remarked));
export const unpackedRemark = (own: Keys, { id, level }: Sealed, kept: string): Remarked =>
	JSON.parse(unlocked(own, level, `remark ${id}`, kept)) as Remarked;

/** What was said of two items, by the same rule; the level is that of the narrower. */
export const packedJudged = (own: Keys, { id, level }: Sealed, judged: Judged): string =>
	locked(own, level, `pair ${id}`, JSON.stringify(judged));
export const unpackedJudged = (own: Keys, { id, level }: Sealed, kept: string): Judged =>
	JSON.parse(unlocked(own, level, `pair ${id}`, kept)) as Judged;

/** Why it was removed stands beside it, by the same rule. */
export const packedReason = (own: Keys, { id, level }: Sealed, reason: string): string => locked(own, level, `removal ${id}`, reason);
export const unpackedReason = (own: Keys, { id, level }: Sealed, kept: string): string => unlocked(own, level, `removal ${id}`, kept);
