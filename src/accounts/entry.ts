import { type Happening, INSTALLATION } from '#platform/journal/journal.ts';

/** What the journal of the installation says of something that a person did on screen. Without an object they did it to themselves. */
export const entry = (actor: string, action: string, object: string = actor, after?: unknown): Happening => ({
	chain: INSTALLATION,
	actor,
	action: `accounts.${action}`,
	object,
	channel: 'screen',
	...(after === undefined ? {} : { after }),
});
