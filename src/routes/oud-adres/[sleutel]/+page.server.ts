import { redirect } from '@sveltejs/kit';
import { formerAddressAt, undoNewAddress } from '#accounts/new-address/undoing.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { dropToken } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ params, locals: { house } }) => {
	const change = await formerAddressAt(house.db, params.sleutel);
	if (!change) throw new Refusal('gone', 'accounts.linkOver');
	return { name: change.name, address: change.former };
};

export const actions: Actions = {
	default: async ({ params, cookies, locals: { house, speech } }) => {
		const token = await undoNewAddress(house.db, house.keys, params.sleutel);
		dropToken(cookies, house.settings.origin);
		redirect(303, speech.href(`/nieuw-wachtwoord/${token}`));
	},
};
