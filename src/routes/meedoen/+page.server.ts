import { fail, redirect } from '@sveltejs/kit';
import { JOIN } from '#meetings/forms.ts';
import { join } from '#meetings/joining.server.ts';
import { readForm } from '#platform/forms.ts';
import { keepSign } from '../guests.server.ts';
import type { Actions } from './$types.ts';

export const actions: Actions = {
	default: async ({ request, cookies, locals: { house, speech, origin } }) => {
		const form = await readForm(request, JOIN);
		if (!form.ok) return fail(422, form);
		const { code, naam } = form.values;
		const joined = await join(house.db, house.keys, { code, name: naam }, origin.place);
		if (!joined.ok) return fail(joined.issue === 'meetings.tooMany' ? 429 : 422, { typed: { naam }, issues: { code: joined.issue } });
		keepSign(cookies, house.settings.origin, joined.token, joined.openUntil);
		redirect(303, speech.href(`/meedoen/${joined.meeting}`));
	},
};
