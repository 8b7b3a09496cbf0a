import { fail, redirect } from '@sveltejs/kit';
import { colleaguesOf } from '#accounts/colleagues.server.ts';
import { readForm } from '#platform/forms.ts';
import { BEGIN } from '#projects/forms.ts';
import { beginProject } from '#projects/projects.server.ts';
import { administrator } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const who = await administrator(event);
	const colleagues = await colleaguesOf(event.locals.house.db, who);
	const there = colleagues.filter(({ deactivatedSince }) => deactivatedSince === null);
	return { colleagues: there.map(({ id, name }) => ({ value: id, label: name })), self: who.id };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys } = event.locals.house;
		const who = await administrator(event);
		const form = await readForm(event.request, BEGIN);
		if (!form.ok) return fail(422, form);
		const id = await beginProject(db, keys, who, { name: form.values.naam, leader: form.values.leider });
		redirect(303, event.locals.speech.href(form.values.leider === who.id ? `/projecten/${id}` : '/projecten'));
	},
};
