import { isFresh } from '#accounts/account.ts';
import { mayTakeTrialAlong } from '#exports/trial.server.ts';
import { found } from '#platform/refusals.ts';
import { proveAgainFor, signedIn } from '../../signing.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech, path } = event.locals;
	const account = signedIn(event);
	if (!(await mayTakeTrialAlong(house.db, account))) found(null);
	return { proveFirst: isFresh(account) ? null : proveAgainFor(path, speech) };
};
