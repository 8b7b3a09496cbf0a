import { fail } from '@sveltejs/kit';
import { NEW_ADDRESS } from '#accounts/forms.ts';
import { askForNewAddress, isOfOrganisation } from '#accounts/new-address/asking.server.ts';
import { readForm } from '#platform/forms.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { freshlySignedIn } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house } = event.locals;
	const account = freshlySignedIn(event);
	return {
		address: account.address,
		hasMail: house.settings.mail !== null,
		isOfOrganisation: await isOfOrganisation(house.db, account),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, settings } = event.locals.house;
		const account = freshlySignedIn(event);
		const form = await readForm(event.request, NEW_ADDRESS);
		if (!form.ok) return fail(422, form);
		const { adres } = form.values;
		if (!settings.mail) return fail(422, { typed: { adres }, issues: { adres: 'accounts.addressNoMail' as const } });
		const asked = await askForNewAddress(db, keys, account, { address: adres, addressKey: foldedAddress(adres) }, settings.origin);
		return asked.ok ? { done: true } : fail(422, { typed: { adres }, issues: { adres: asked.issue } });
	},
};
