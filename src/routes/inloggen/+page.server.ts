import { fail, redirect } from '@sveltejs/kit';
import { SIGN_IN } from '#accounts/forms.ts';
import { isSetUp } from '#accounts/setting-up.server.ts';
import { beginSignIn } from '#accounts/signing-in.server.ts';
import { hasProviders } from '#accounts/single-sign-on/identity-providers.server.ts';
import { readForm } from '#platform/forms.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { isOffered } from '#trials/offering.server.ts';
import { keepToken, leaveBehind, wayBack } from '../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { account, house, speech } = locals;
	if (account) redirect(303, wayBack(url, speech.href));
	return {
		isSetUp: await isSetUp(house.db),
		mayTry: house.settings.mail !== null && (await isOffered(house.db)),
		startAgain: url.searchParams.has('opnieuw'),
		renewed: url.searchParams.has('nieuw'),
		addressChanged: url.searchParams.has('adres'),
		byOrganisation: (await hasProviders(house.db)) ? speech.href('/inloggen/organisatie') + url.search : null,
		byPasskey: speech.href('/inloggen/passkey') + url.search,
	};
};

export const actions: Actions = {
	default: async ({ request, cookies, url, locals }) => {
		const { house, speech, origin } = locals;
		const form = await readForm(request, SIGN_IN);
		if (!form.ok) return fail(422, form);
		const { adres, wachtwoord } = form.values;
		const halfway = await beginSignIn(house.db, house.keys, { addressKey: foldedAddress(adres), password: wachtwoord }, origin);
		if (!halfway.ok) return fail(422, { typed: { adres }, issues: { adres: halfway.issue } });
		await leaveBehind(locals);
		keepToken(cookies, house.settings.origin, halfway.token);
		redirect(303, speech.href(halfway.mayProve ? '/inloggen/code' : '/inloggen/app') + url.search);
	},
};
