import { redirect } from '@sveltejs/kit';
import { confirmNewAddress, wishAt } from '#accounts/new-address/confirming.server.ts';
import { Refusal } from '#platform/refusals.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ params, locals: { house } }) => {
	const wish = await wishAt(house.db, params.sleutel);
	if (!wish) throw new Refusal('gone', 'accounts.linkOver');
	return wish;
};

export const actions: Actions = {
	default: async ({ params, locals: { house, speech, account } }) => {
		await confirmNewAddress(house.db, house.keys, params.sleutel, house.settings.origin);
		redirect(303, `${speech.href(account ? '/mijn' : '/inloggen')}?adres`);
	},
};
