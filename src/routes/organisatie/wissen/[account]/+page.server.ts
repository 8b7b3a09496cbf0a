import { fail, redirect } from '@sveltejs/kit';
import { colleagueOf, eraseColleague } from '#accounts/erasing/erasing.server.ts';
import { ERASE } from '#accounts/forms.ts';
import { readForm } from '#platform/forms.ts';
import { administrator, freshlySignedIn } from '../../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const who = await administrator(event);
	freshlySignedIn(event);
	return { colleague: await colleagueOf(event.locals.house.db, who, event.params.account) };
};

export const actions: Actions = {
	default: async (event) => {
		const { house, speech } = event.locals;
		const who = await administrator(event);
		freshlySignedIn(event);
		const form = await readForm(event.request, ERASE);
		if (!form.ok) return fail(422, form);
		const erased = await eraseColleague(house.db, house.keys, who, event.params.account, form.values.adres, house.erasing);
		if (!erased.ok) return fail(422, { typed: { adres: form.values.adres }, issues: { adres: erased.issue } });
		redirect(303, `${speech.href('/organisatie')}?gewist`);
	},
};
