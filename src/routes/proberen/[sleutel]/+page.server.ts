import { fail, redirect } from '@sveltejs/kit';
import { ACCEPT } from '#accounts/forms.ts';
import { weaknessOf } from '#accounts/password.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { readForm } from '#platform/forms.ts';
import { Refusal } from '#platform/refusals.ts';
import { beginTrial, type OpenRequest, requestAt } from '#trials/beginning.server.ts';
import { keepToken } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

async function openRequest(db: Database, token: string): Promise<OpenRequest> {
	const request = await requestAt(db, token);
	if (!request) throw new Refusal('gone', 'trials.linkOver');
	return request;
}

export const load: PageServerLoad = ({ params, locals: { house } }) => openRequest(house.db, params.sleutel);

export const actions: Actions = {
	default: async ({ request, params, cookies, locals: { house, speech, origin } }) => {
		const { address, organisation } = await openRequest(house.db, params.sleutel);
		const form = await readForm(request, ACCEPT);
		if (!form.ok) return fail(422, form);
		const { naam, wachtwoord } = form.values;
		const weakness = await weaknessOf(wachtwoord, [naam, address, organisation]);
		if (weakness) return fail(422, { typed: { naam }, issues: { wachtwoord: weakness } });
		const token = await beginTrial(house.db, house.keys, params.sleutel, { name: naam, password: wachtwoord }, origin.device);
		keepToken(cookies, house.settings.origin, token);
		redirect(303, speech.href('/inloggen/app'));
	},
};
