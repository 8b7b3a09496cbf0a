import type { MessageKey } from '#platform/messages.ts';

/** How far the work at a junction is, here. */
export const STATUSES = ['untouched', 'started', 'paused', 'finished', 'revise', 'unneeded'] as const;
export type Status = (typeof STATUSES)[number];

export const STATUS_NAMES: Record<Status, MessageKey> = {
	untouched: 'progress.statusUntouched',
	started: 'progress.statusStarted',
	paused: 'progress.statusPaused',
	finished: 'progress.statusFinished',
	revise: 'progress.statusRevise',
	unneeded: 'progress.statusUnneeded',
};

/** Whether nothing is left to do, so that nobody waits for it any more. */
export const isSettled = (status: Status): boolean => status === 'finished' || status === 'unneeded';
