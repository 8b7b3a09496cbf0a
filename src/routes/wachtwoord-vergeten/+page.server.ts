import { setTimeout as pause } from 'node:timers/promises';
import { fail } from '@sveltejs/kit';
import { FORGOTTEN } from '#accounts/forms.ts';
import { askForNewPassword } from '#accounts/resetting-password.server.ts';
import { readForm } from '#platform/forms.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** In milliseconds; an answer takes less. */
const ANSWERED_BY = 50;

export const load: PageServerLoad = ({ locals: { house } }) => ({ hasMail: house.settings.mail !== null });

export const actions: Actions = {
	default: async ({ request, locals: { house } }) => {
		const form = await readForm(request, FORGOTTEN);
		if (!form.ok) return fail(422, form);
		const { db, keys, settings } = house;
		const ask = () => askForNewPassword(db, keys, foldedAddress(form.values.adres), settings.origin);
		// Nobody waits for it, and it begins when the answer is gone: so that takes as long for an address that nobody has.
		if (settings.mail) pause(ANSWERED_BY).then(ask).catch(console.error);
		return { done: true };
	},
};
