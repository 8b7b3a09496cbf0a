import { fail, redirect } from '@sveltejs/kit';
import { CODE } from '#accounts/forms.ts';
import { proveByRecovery } from '#accounts/sign-ins.server.ts';
import { readForm } from '#platform/forms.ts';
import { enter, halfway, startAgain, wayBack } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const half = await halfway(event);
	if (!half.hasAuthenticator) redirect(303, event.locals.speech.href('/inloggen/app') + event.url.search);
	return {};
};

export const actions: Actions = {
	default: async (event) => {
		const { request, url, locals } = event;
		const { house, speech, origin, token } = locals;
		const form = await readForm(request, CODE);
		if (!form.ok) return fail(422, form);
		const proof = await proveByRecovery(house.db, house.keys, token ?? '', form.values.code, origin.knownDevice);
		if (!proof.ok && proof.issue === 'accounts.startAgain') startAgain(speech, url);
		if (!proof.ok) return fail(422, { issues: { code: proof.issue } });
		await enter(event, proof);
		redirect(303, wayBack(url, speech.href));
	},
};
