import { fail, redirect } from '@sveltejs/kit';
import { renderSVG } from 'uqr';
import { addFirstAuthenticator, secretToAdd } from '#accounts/adding-authenticator.server.ts';
import { addressFor } from '#accounts/authenticator.server.ts';
import { CODE } from '#accounts/forms.ts';
import { installationName } from '#accounts/setting-up.server.ts';
import { readForm } from '#platform/forms.ts';
import { enter, halfway, startAgain, wayBack } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech, account } = event.locals;
	// The recovery codes are shown on this page, after the app was added.
	if (account) return { onward: wayBack(event.url, speech.href) };
	const half = await halfway(event);
	if (half.hasAuthenticator) redirect(303, speech.href('/inloggen/code') + event.url.search);
	const secret = await secretToAdd(house.db, house.keys, half);
	const address = addressFor(secret, await installationName(house.db), half.address);
	return {
		address,
		picture: renderSVG(address, { border: 2 }),
		secret: secret.replace(/(.{4})(?=.)/g, '$1 '),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { request, url, locals } = event;
		const { house, speech, origin } = locals;
		const half = await halfway(event);
		const form = await readForm(request, CODE);
		if (!form.ok) return fail(422, form);
		const added = await addFirstAuthenticator(house.db, house.keys, half, form.values.code, origin.knownDevice);
		if (!added.ok && added.issue === 'accounts.startAgain') startAgain(speech, url);
		if (!added.ok) return fail(422, { issues: { code: added.issue } });
		await enter(event, added);
		return { recoveryCodes: added.recoveryCodes, onward: wayBack(url, speech.href) };
	},
};
