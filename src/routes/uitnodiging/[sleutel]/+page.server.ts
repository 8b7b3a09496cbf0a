import { fail, redirect } from '@sveltejs/kit';
import { ACCEPT } from '#accounts/forms.ts';
import { accept, invitationAt } from '#accounts/inviting.server.ts';
import { weaknessOf } from '#accounts/password.server.ts';
import { readForm } from '#platform/forms.ts';
import { Refusal } from '#platform/refusals.ts';
import { keepToken } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ params, locals: { house } }) => {
	const invitation = await invitationAt(house.db, params.sleutel);
	if (!invitation) throw new Refusal('gone', 'accounts.invitationOver');
	const { name, address, organisation, inviter } = invitation;
	return { name, address, organisation, inviter };
};

export const actions: Actions = {
	default: async ({ request, params, cookies, locals: { house, speech, origin } }) => {
		const invitation = await invitationAt(house.db, params.sleutel);
		if (!invitation) throw new Refusal('gone', 'accounts.invitationOver');
		const form = await readForm(request, ACCEPT);
		if (!form.ok) return fail(422, form);
		const { naam, wachtwoord } = form.values;
		const weakness = await weaknessOf(wachtwoord, [naam, invitation.address, invitation.organisation]);
		if (weakness) return fail(422, { typed: { naam }, issues: { wachtwoord: weakness } });
		const token = await accept(house.db, house.keys, params.sleutel, { name: naam, password: wachtwoord }, origin.device);
		keepToken(cookies, house.settings.origin, token);
		redirect(303, speech.href('/inloggen/app'));
	},
};
