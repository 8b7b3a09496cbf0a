import type { Speech } from '#platform/messages.ts';
import { COSTS, CRITERIA, DEADLOCKS } from './definitions/goals.ts';
import type { Item, Register } from './register.ts';
import type { Remark } from './remarks.server.ts';
import { neutralityTold } from './sums/cost-neutrality-told.ts';
import { criterionTold } from './sums/criterion-told.ts';
import { deadlockTold } from './sums/deadlock-told.ts';

/** What the figures of an item come to, in the reader’s words: on its page, in the list and on paper. */
export interface Reckoned {
	title: string;
	/** In a few words, for a list. */
	short: string;
	/** In sentences, what matters most first. */
	told: string[];
	/** What it is made up of, line by line. */
	table: { head: string[]; rows: { cells: string[]; isTotal?: true }[] };
	/** What is reckoned and what is not. */
	notes: string[];
}

type Reckoner = (filled: Item['filled'], remarks: readonly Remark[], speech: Speech, today: string) => Reckoned;

const RECKONERS: Readonly<Record<string, Reckoner>> = {
	[CRITERIA.id]: criterionTold,
	[COSTS.id]: (filled, _, speech) => neutralityTold(filled, speech),
	[DEADLOCKS.id]: (filled, _, speech, today) => deadlockTold(filled, speech, today),
};

/** Whether its items hold figures that come to something. */
export const reckons = ({ id }: Register): boolean => Object.hasOwn(RECKONERS, id);

/** Null for what is gone, and for registers in which there is nothing to reckon. `today` as 2026-11-22; `remarks` are those of the item. */
export function reckonedOf(register: Register, item: Item, remarks: readonly Remark[], speech: Speech, today: string): Reckoned | null {
	const reckoner = RECKONERS[register.id];
	return reckoner && item.removed === null ? reckoner(item.filled, remarks, speech, today) : null;
}
