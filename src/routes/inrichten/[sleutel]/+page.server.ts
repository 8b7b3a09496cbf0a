import { fail, redirect } from '@sveltejs/kit';
import { SET_UP } from '#accounts/forms.ts';
import { weaknessOf } from '#accounts/password.server.ts';
import { isSetUpKey, setUp } from '#accounts/setting-up.server.ts';
import { halfSignInOf } from '#accounts/sign-ins.server.ts';
import { readForm } from '#platform/forms.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { fillSample } from '#sample/filling.server.ts';
import { keepToken } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ params, locals: { house } }) => {
	if (!(await isSetUpKey(house.db, params.sleutel))) throw new Refusal('gone', 'accounts.setUpDone');
};

export const actions: Actions = {
	default: async ({ request, params, cookies, locals: { house, speech, origin } }) => {
		const form = await readForm(request, SET_UP);
		if (!form.ok) return fail(422, form);
		const { installatie, organisatie, soort, naam, adres, wachtwoord, voorbeeld } = form.values;
		const weakness = await weaknessOf(wachtwoord, [installatie, organisatie, naam, adres]);
		if (weakness) {
			const typed = { installatie, organisatie, soort, naam, adres, voorbeeld: voorbeeld ? 'ja' : '' };
			return fail(422, { typed, issues: { wachtwoord: weakness } });
		}
		const token = await setUp(
			house.db,
			house.keys,
			params.sleutel,
			{
				installation: installatie,
				organisation: { name: organisatie, kind: soort },
				name: naam,
				address: adres,
				addressKey: foldedAddress(adres),
				language: speech.language,
				password: wachtwoord,
			},
			origin.device,
		);
		keepToken(cookies, house.settings.origin, token);
		if (voorbeeld) {
			const { account: id, pseudonym } = found(await halfSignInOf(house.db, token));
			await fillSample(house, { id, pseudonym, channel: 'screen' });
		}
		redirect(303, speech.href('/inloggen/app'));
	},
};
