import type { MessageKey } from '../messages.ts';

/** How letters of a kind reach somebody: at once by mail, once a day together in one mail, or only in their inbox. */
export const WAYS = ['now', 'daily', 'inbox'] as const;
export type Way = (typeof WAYS)[number];

export const WAY_NAMES: Record<Way, MessageKey> = {
	now: 'platform.wayNow',
	daily: 'platform.wayDaily',
	inbox: 'platform.wayInbox',
};

/**
 * The kinds of letters that are not about safety, and what they are called. Of these people choose how they get them. A kind that
 * does not stand here is about safety: it goes at once, always, so that whoever forgets to write it down bothers people and
 * endangers nobody.
 */
const ORDINARY: ReadonlyMap<string, MessageKey> = new Map([
	['logbook.action', 'logbook.lettersAction'],
	['logbook.news', 'logbook.lettersNews'],
	['progress.proposed', 'progress.lettersProposed'],
	['progress.settled', 'progress.lettersSettled'],
	['projects.added', 'projects.lettersAdded'],
	['projects.closed', 'projects.lettersClosed'],
]);

export const ordinaryKinds = (): { kind: string; name: MessageKey }[] => [...ORDINARY].map(([kind, name]) => ({ kind, name }));

/** Of these there may be many a day, so who has not chosen gets them together. */
const GATHERED: ReadonlySet<string> = new Set(['logbook.news']);

/** How letters of a kind go to who has not chosen. */
export const usualWay = (kind: string): Way => (GATHERED.has(kind) ? 'daily' : 'now');

export const isAboutSafety = (kind: string): boolean => !ORDINARY.has(kind);

/** The mail that tells once a day of what else is in the inbox, and so does not lie there itself. */
export const DIGEST = 'platform.digest';

/** Whether who gets it can refuse to get it by mail. */
export const isRefusable = (kind: string): boolean => kind === DIGEST || !isAboutSafety(kind);
