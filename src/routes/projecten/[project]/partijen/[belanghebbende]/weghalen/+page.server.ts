import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#platform/forms.ts';
import { notAllowed } from '#projects/member.ts';
import { REMOVE } from '#stakeholders/forms.ts';
import { removeStakeholder } from '#stakeholders/removing.server.ts';
import { mayRemoveStakeholder } from '#stakeholders/stakeholder.ts';
import { stakeholderFor } from '#stakeholders/stakeholders.server.ts';
import { hrefOfStakeholder, stakeholdersAsked } from '../../../../../stakeholders.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech } = await stakeholdersAsked(event);
	const one = await stakeholderFor(db, keys, member, event.params.belanghebbende);
	if (!mayRemoveStakeholder(member, one)) throw notAllowed(member);
	return { back: hrefOfStakeholder(member, speech, one.id), called: one.facts.name };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech } = await stakeholdersAsked(event);
		const id = event.params.belanghebbende;
		const form = await readForm(event.request, REMOVE);
		if (!form.ok) return fail(422, form);
		await removeStakeholder(db, keys, member, { id, reason: form.values.reden });
		redirect(303, hrefOfStakeholder(member, speech, id));
	},
};
