import { fail, redirect } from '@sveltejs/kit';
import { eraseMyself } from '#accounts/erasing/erasing.server.ts';
import { ERASE } from '#accounts/forms.ts';
import { readForm } from '#platform/forms.ts';
import { projectsLedAlone } from '#projects/leading.server.ts';
import { dropToken, freshlySignedIn } from '../../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const account = freshlySignedIn(event);
	return { ledAlone: await projectsLedAlone(event.locals.house.db, account.id) };
};

export const actions: Actions = {
	default: async (event) => {
		const { house, speech } = event.locals;
		const account = freshlySignedIn(event);
		const form = await readForm(event.request, ERASE);
		if (!form.ok) return fail(422, form);
		const erased = await eraseMyself(house.db, house.keys, account, form.values.adres, house.erasing);
		if (!erased.ok) return fail(422, { typed: { adres: form.values.adres }, issues: { adres: erased.issue } });
		dropToken(event.cookies, house.settings.origin);
		event.setHeaders({ 'clear-site-data': '"cache", "cookies", "storage"' });
		redirect(303, speech.href('/gewist'));
	},
};
