import { fail, redirect } from '@sveltejs/kit';
import { CODE } from '#accounts/forms.ts';
import { proveAgainByCode, waysToProve } from '#accounts/proving-again.server.ts';
import { issuersOf } from '#accounts/single-sign-on/linking.server.ts';
import { readForm } from '#platform/forms.ts';
import { enter, signedIn, wayBack } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const account = signedIn(event);
	const isLinked = (await issuersOf(house.db, account)).length > 0;
	return {
		...(await waysToProve(house.db, account)),
		byPasskey: speech.href('/mijn/bevestigen/passkey') + event.url.search,
		byOrganisation: isLinked ? speech.href('/mijn/koppeling') + event.url.search : null,
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys } = event.locals.house;
		const account = signedIn(event);
		const form = await readForm(event.request, CODE);
		if (!form.ok) return fail(422, form);
		const proven = await proveAgainByCode(db, keys, account, form.values.code);
		if (!proven.ok) return fail(422, { issues: { code: proven.issue } });
		await enter(event, { token: proven.token, device: null });
		redirect(303, wayBack(event.url, event.locals.speech.href));
	},
};
