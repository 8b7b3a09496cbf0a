import { fail } from '@sveltejs/kit';
import { FORGOTTEN } from '#accounts/forms.ts';
import { askForNewPassword } from '#accounts/resetting-password.server.ts';
import { readForm } from '#platform/forms.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { house } }) => ({ hasMail: house.settings.mail !== null });

export const actions: Actions = {
	default: async ({ request, locals: { house } }) => {
		const form = await readForm(request, FORGOTTEN);
		if (!form.ok) return fail(422, form);
		// Nobody waits for it, so that the answer takes as long for an address that nobody has.
		if (house.settings.mail)
			askForNewPassword(house.db, house.keys, foldedAddress(form.values.adres), house.settings.origin).catch(console.error);
		return { done: true };
	},
};
