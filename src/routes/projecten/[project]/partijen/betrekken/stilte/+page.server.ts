import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#platform/forms.ts';
import { notAllowed } from '#projects/member.ts';
import { fieldOfRhythm, RHYTHM, rhythmIn } from '#stakeholders/involvement/forms.ts';
import { RHYTHM_GROUPS } from '#stakeholders/involvement/rhythm.ts';
import { maySetRhythm, rhythmFor, setRhythm } from '#stakeholders/involvement/rhythms.server.ts';
import { rhythmGroupTold } from '#stakeholders/involvement/telling.ts';
import { stakeholdersAsked } from '../../../../../stakeholders.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, member, speech, home } = await stakeholdersAsked(event);
	if (!maySetRhythm(member)) throw notAllowed(member);
	const rhythm = await rhythmFor(db, member);
	return {
		home,
		groups: RHYTHM_GROUPS.map((group) => ({
			field: fieldOfRhythm(group),
			name: rhythmGroupTold(group, speech),
			months: String(rhythm[group]),
		})),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech, home } = await stakeholdersAsked(event);
		const form = await readForm(event.request, RHYTHM);
		if (!form.ok) return fail(422, form);
		await setRhythm(db, keys, member, rhythmIn(form.values));
		redirect(303, speech.href(`${home}/betrekken`));
	},
};
