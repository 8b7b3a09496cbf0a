import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#platform/forms.ts';
import { BASE_STAKEHOLDER, baseFactsIn } from '#stakeholders/base-set/forms.ts';
import { addToBase } from '#stakeholders/base-set/keeping.server.ts';
import { baseChoices, baseSetAsked } from '../../../base-set.server.ts';
import { kindsIn } from '../../../stakeholders.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { edition, speech } = await baseSetAsked(event);
	return { choices: baseChoices(edition, speech), first: { versie: '0' } as Record<string, string> };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, keeper, speech, edition } = await baseSetAsked(event);
		const form = await readForm(event.request, BASE_STAKEHOLDER);
		if (!form.ok) return fail(422, form);
		await addToBase(db, keys, keeper, baseFactsIn(form.values, kindsIn(edition)));
		redirect(303, speech.href('/organisatie/partijen'));
	},
};
