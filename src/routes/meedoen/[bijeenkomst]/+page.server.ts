import { fail, redirect } from '@sveltejs/kit';
import { contribute, shownTo } from '#meetings/contributions.server.ts';
import { CONTRIBUTE } from '#meetings/forms.ts';
import { readForm } from '#platform/forms.ts';
import { guest } from '../../guests.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const who = await guest(event);
	const { title, question, openUntil } = who.meeting;
	return {
		...{ title, question, name: who.name },
		until: speech.moment(openUntil),
		shown: await shownTo(house.db, who),
		wasSent: event.url.searchParams.has('verstuurd'),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys } = event.locals.house;
		const who = await guest(event);
		const form = await readForm(event.request, CONTRIBUTE);
		if (!form.ok) return fail(422, form);
		const { bijdrage } = form.values;
		const contributed = await contribute(db, keys, who, bijdrage);
		if (!contributed.ok) return fail(429, { typed: { bijdrage }, issues: { bijdrage: contributed.issue } });
		redirect(303, `${event.url.pathname}?verstuurd`);
	},
};
