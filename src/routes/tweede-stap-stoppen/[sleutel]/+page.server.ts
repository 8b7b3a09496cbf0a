import { stoppableAt, stopReset } from '#accounts/lost-second-factor/stopping.server.ts';
import { Refusal } from '#platform/refusals.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** A name that is gone because its person was erased. */
const NOBODY_NOW = '?';

export const load: PageServerLoad = async ({ params, locals: { house, speech }, request }) => {
	const reset = await stoppableAt(house.db, params.sleutel);
	// The answer to stopping it is this page too, and then there is nothing to stop any more.
	if (!reset && request.method === 'POST') return { reset: null };
	if (!reset) throw new Refusal('gone', 'accounts.resetStopOver');
	const { starterName, confirmerName, readyAt, reason } = reset;
	return {
		reset: { starter: starterName ?? NOBODY_NOW, confirmer: confirmerName ?? NOBODY_NOW, ready: speech.moment(readyAt), reason },
	};
};

export const actions: Actions = {
	default: async ({ params, locals: { house } }) => {
		await stopReset(house.db, house.keys, params.sleutel);
		return { done: true };
	},
};
