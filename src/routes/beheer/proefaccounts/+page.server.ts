import { isFresh, type Operator } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';
import { idIn } from '#platform/forms.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { endTrial, extendTrial, makeLasting } from '#trials/deciding.server.ts';
import { isOffered, offer } from '#trials/offering.server.ts';
import { requestsFor, trialsFor } from '#trials/trials.server.ts';
import { freshlySignedIn, operator, proveAgainFor } from '../../signing.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech, path } = event.locals;
	const account = await operator(event);
	const day = (moment: string) => speech.day(moment.slice(0, 10));
	const [offered, trials, requests] = await Promise.all([
		isOffered(house.db),
		trialsFor(house.db, account),
		requestsFor(house.db, account),
	]);
	return {
		offered,
		hasMail: house.settings.mail !== null,
		trials: trials.map(({ beganAt, until, removal, ...trial }) => ({
			...trial,
			began: day(beganAt),
			until: day(until),
			removal: day(removal),
		})),
		requests: requests.map(({ askedAt, ...request }) => ({ ...request, asked: day(askedAt) })),
		proveFirst: isFresh(account) ? null : proveAgainFor(path, speech),
	};
};

type Decision = (db: Database, keys: Keys, operator: Operator, organisation: string) => Promise<void>;

/** Two proofs, of being an operator and of having shown it is them; the second leads away to where that is done. */
async function freshOperator(event: RequestEvent): Promise<Operator> {
	const account = await operator(event);
	freshlySignedIn(event);
	return account;
}

/** A decision about the trial that the form names; one that came too late says so on the page. */
async function decide(event: RequestEvent, decision: Decision, done: 'extended' | 'ended' | 'lasting') {
	const { db, keys } = event.locals.house;
	const account = await freshOperator(event);
	const organisation = await idIn(event.request, 'organisatie');
	try {
		await decision(db, keys, account, organisation);
		return { done };
	} catch (error) {
		if (error instanceof Refusal && error.kind === 'conflict') return { late: error.code };
		throw error;
	}
}

async function setOffer(event: RequestEvent, offered: boolean) {
	const { db, keys } = event.locals.house;
	await offer(db, keys, await freshOperator(event), offered);
	return { done: offered ? ('offered' as const) : ('closed' as const) };
}

export const actions: Actions = {
	aanbieden: (event) => setOffer(event, true),
	sluiten: (event) => setOffer(event, false),
	verlengen: (event) => decide(event, extendTrial, 'extended'),
	beeindigen: (event) => decide(event, endTrial, 'ended'),
	omzetten: (event) => decide(event, makeLasting, 'lasting'),
};
