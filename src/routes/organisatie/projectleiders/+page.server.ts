import { fail, redirect } from '@sveltejs/kit';
import { colleaguesOf } from '#accounts/colleagues.server.ts';
import { readForm } from '#platform/forms.ts';
import { APPOINT } from '#projects/forms.ts';
import { appointLeader, projectsWithoutLeader } from '#projects/leading.server.ts';
import { administrator, freshlySignedIn } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db } = event.locals.house;
	const who = await administrator(event);
	freshlySignedIn(event);
	const [projects, colleagues] = await Promise.all([projectsWithoutLeader(db, who), colleaguesOf(db, who)]);
	const there = colleagues.filter(({ deactivatedSince }) => deactivatedSince === null);
	return { projects, colleagues: there.map(({ id, name }) => ({ value: id, label: name })) };
};

export const actions: Actions = {
	default: async (event) => {
		const { house, speech } = event.locals;
		const who = await administrator(event);
		freshlySignedIn(event);
		const form = await readForm(event.request, APPOINT);
		if (!form.ok) return fail(422, form);
		const { project, leider } = form.values;
		await appointLeader(house.db, house.keys, who, { project, leader: leider });
		redirect(303, speech.href('/organisatie/projectleiders'));
	},
};
