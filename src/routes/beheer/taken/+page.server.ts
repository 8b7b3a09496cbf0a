import { fail } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { appoint, relieve } from '#duties/appointing.server.ts';
import { dutiesFor } from '#duties/duties.server.ts';
import { APPOINT, RELIEVE } from '#duties/forms.ts';
import { readForm } from '#platform/forms.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { found } from '#platform/refusals.ts';
import { freshlySignedIn, operator, proveAgainFor } from '../../signing.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech, path } = event.locals;
	const who = await operator(event);
	const holders = await dutiesFor(house.db, who);
	return {
		holders: holders.map(({ since, ...holder }) => ({ ...holder, since: speech.day(since.slice(0, 10)) })),
		proveFirst: isFresh(who) ? null : proveAgainFor(path, speech),
	};
};

/** Two proofs: of being an operator, and of having shown it is them. */
async function freshOperator(event: RequestEvent) {
	const who = await operator(event);
	freshlySignedIn(event);
	return who;
}

export const actions: Actions = {
	geven: async (event) => {
		const { db, keys } = event.locals.house;
		const who = await freshOperator(event);
		const form = await readForm(event.request, APPOINT);
		if (!form.ok) return fail(422, form);
		const { adres, taak } = form.values;
		const appointed = await appoint(db, keys, who, { addressKey: foldedAddress(adres), duty: taak });
		return appointed.ok ? { appointed: appointed.name } : fail(422, { typed: { adres, taak }, issues: { adres: appointed.issue } });
	},
	beeindigen: async (event) => {
		const { db, keys } = event.locals.house;
		const who = await freshOperator(event);
		const form = await readForm(event.request, RELIEVE);
		const { account, taak } = found(form.ok ? form.values : null);
		await relieve(db, keys, who, { account, duty: taak });
		return { relieved: true };
	},
};
