import { fail, redirect } from '@sveltejs/kit';
import { idIn, readForm } from '#platform/forms.ts';
import { OPEN } from '#projects/forms.ts';
import { closeOpening, findProjectNamed, openFromOutside, openingsOf } from '#projects/opening.server.ts';
import { freshlySignedIn, operator } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const who = await operator(event);
	freshlySignedIn(event);
	const openings = await openingsOf(house.db, who);
	return { openings: openings.map(({ project, name, until }) => ({ project, name, until: speech.moment(until) })) };
};

export const actions: Actions = {
	openen: async (event) => {
		const { house, speech } = event.locals;
		const who = await operator(event);
		freshlySignedIn(event);
		const form = await readForm(event.request, OPEN);
		if (!form.ok) return fail(422, form);
		const { project, reden } = form.values;
		const named = await findProjectNamed(house.db, house.keys, who, project);
		if (!named.ok) return fail(422, { typed: { project, reden }, issues: { project: named.issue } });
		await openFromOutside(house.db, house.keys, who, named.id, reden);
		redirect(303, speech.href(`/projecten/${named.id}`));
	},
	sluiten: async (event) => {
		const { house, speech } = event.locals;
		const who = await operator(event);
		const project = await idIn(event.request, 'project');
		await closeOpening(house.db, house.keys, who, project);
		redirect(303, speech.href('/beheer/openen'));
	},
};
