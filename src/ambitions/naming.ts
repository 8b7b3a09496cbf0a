import { dutchStem, occurrencesIn, plain } from '#search/words.ts';
import { once } from './item.ts';

/** A name however it was written: as one word or two, with capitals or without, as one or as many. */
const nameOf = (written: string): string =>
	[...occurrencesIn(written)].map(({ written }) => dutchStem(plain(written))).join('') || written.trim().toLowerCase();

export const measureOf = once(({ measure = '' }) => nameOf(measure));
export const themeOf = once(({ theme }) => nameOf(theme));
export const partyOf = once(({ party }) => nameOf(party));
