import { redirect } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { signedInPeople } from '#accounts/sign-ins.server.ts';
import { endEverySignIn } from '#operating/ending-sign-ins.server.ts';
import { organisationsFor } from '#operating/organisations.server.ts';
import { notLetIn } from '#operating/refused-sign-ins.server.ts';
import { freshOperator, operator, proveAgainFor } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech, path } = event.locals;
	const account = await operator(event);
	const [people, organisations, refused] = await Promise.all([
		signedInPeople(house.db),
		organisationsFor(house.db, account),
		notLetIn(house.settings.securityLog),
	]);
	return {
		facts: organisations.map(({ id, name }) => ({
			label: name,
			value: speech.say('operating.signInsCount', { count: people.get(id) ?? 0 }),
		})),
		refused,
		proveFirst: isFresh(account) ? null : proveAgainFor(path, speech),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys } = event.locals.house;
		await endEverySignIn(db, keys, await freshOperator(event));
		redirect(303, event.locals.speech.href('/inloggen'));
	},
};
