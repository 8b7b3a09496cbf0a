import { fail, redirect } from '@sveltejs/kit';
import { RESET_FACTOR } from '#accounts/forms.ts';
import { prospectOf, startReset } from '#accounts/lost-second-factor/starting.server.ts';
import { readForm } from '#platform/forms.ts';
import { administrator, freshlySignedIn } from '../../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const who = await administrator(event);
	const prospect = await prospectOf(event.locals.house.db, who, event.params.account);
	freshlySignedIn(event);
	return prospect;
};

export const actions: Actions = {
	default: async (event) => {
		const { house, speech } = event.locals;
		const who = await administrator(event);
		freshlySignedIn(event);
		const form = await readForm(event.request, RESET_FACTOR);
		if (!form.ok) return fail(422, form);
		const { reden } = form.values;
		const started = await startReset(house.db, house.keys, who, event.params.account, reden, house.settings.origin);
		if (!started.ok) return fail(422, { typed: { reden }, issues: { reden: started.issue } });
		redirect(303, `${speech.href('/organisatie/tweede-stap')}?gedaan`);
	},
};
