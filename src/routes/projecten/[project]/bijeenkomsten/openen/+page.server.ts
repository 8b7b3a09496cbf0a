import { fail, redirect } from '@sveltejs/kit';
import { OPEN } from '#meetings/forms.ts';
import { HOURS, mayOpenMeeting } from '#meetings/meeting.ts';
import { openMeeting } from '#meetings/meetings.server.ts';
import { readForm } from '#platform/forms.ts';
import { Refusal } from '#platform/refusals.ts';
import { memberOf } from '#projects/members.server.ts';
import { signedIn } from '../../../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const member = await memberOf(house.db, signedIn(event), event.params.project);
	if (!mayOpenMeeting(member)) throw new Refusal('not-allowed', 'projects.notAllowed');
	return { hours: HOURS.map((hours) => ({ value: hours, label: speech.say('meetings.hoursChoice', { hours: Number(hours) }) })) };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys } = event.locals.house;
		const member = await memberOf(db, signedIn(event), event.params.project);
		const form = await readForm(event.request, OPEN);
		if (!form.ok) return fail(422, form);
		const { titel, vraag, uren } = form.values;
		const id = await openMeeting(db, keys, member, { title: titel, question: vraag, hours: Number(uren) });
		redirect(303, event.locals.speech.href(`/projecten/${member.project.id}/bijeenkomsten/${id}`));
	},
};
