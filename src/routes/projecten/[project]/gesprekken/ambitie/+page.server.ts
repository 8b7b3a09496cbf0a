import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#platform/forms.ts';
import { notAllowed } from '#projects/member.ts';
import { AMBITION } from '#talks/forms.ts';
import { isAtWork } from '#talks/talk.ts';
import { writeAmbition } from '#talks/writing.server.ts';
import { talksAsked } from '../../../../talks.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { member, home } = await talksAsked(event);
	if (!isAtWork(member)) throw notAllowed(member);
	return { home };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech, home } = await talksAsked(event);
		const form = await readForm(event.request, AMBITION);
		if (!form.ok) return fail(422, form);
		const id = await writeAmbition(db, keys, member, form.values.woorden);
		redirect(303, speech.href(`${home}/regels/${id}`));
	},
};
