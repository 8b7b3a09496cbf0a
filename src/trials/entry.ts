import { type Happening, INSTALLATION } from '#platform/journal/journal.ts';

/** What the journal of the installation says of a trial. */
export const entry = (actor: string, action: string, object: string, after?: unknown): Happening => ({
	chain: INSTALLATION,
	actor,
	action: `trials.${action}`,
	object,
	channel: actor === SYSTEM ? 'system' : 'screen',
	...(after === undefined ? {} : { after }),
});

/** The house itself, on the day something is due. */
export const SYSTEM = 'system';
