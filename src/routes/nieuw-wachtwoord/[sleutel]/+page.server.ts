import { fail, redirect } from '@sveltejs/kit';
import { RESET } from '#accounts/forms.ts';
import { weaknessOf } from '#accounts/password.server.ts';
import { resetPassword, whoResets } from '#accounts/resetting-password.server.ts';
import { readForm } from '#platform/forms.ts';
import { Refusal } from '#platform/refusals.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ params, locals: { house } }) => {
	if (!(await whoResets(house.db, params.sleutel))) throw new Refusal('gone', 'accounts.linkOver');
};

export const actions: Actions = {
	default: async ({ request, params, locals: { house, speech } }) => {
		const who = await whoResets(house.db, params.sleutel);
		if (!who) throw new Refusal('gone', 'accounts.linkOver');
		const form = await readForm(request, RESET);
		if (!form.ok) return fail(422, form);
		const weakness = await weaknessOf(form.values.wachtwoord, [who.name, who.address]);
		if (weakness) return fail(422, { typed: {}, issues: { wachtwoord: weakness } });
		await resetPassword(house.db, house.keys, params.sleutel, form.values.wachtwoord);
		redirect(303, `${speech.href('/inloggen')}?nieuw`);
	},
};
