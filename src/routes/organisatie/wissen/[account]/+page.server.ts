import { fail, redirect } from '@sveltejs/kit';
import { colleagueFor, colleaguesOf } from '#accounts/colleagues.server.ts';
import { eraseColleague } from '#accounts/erasing/erasing.server.ts';
import { ERASE_COLLEAGUE } from '#accounts/forms.ts';
import { readForm } from '#platform/forms.ts';
import { projectsLedAlone } from '#projects/leading.server.ts';
import { administrator, freshlySignedIn } from '../../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const who = await administrator(event);
	freshlySignedIn(event);
	const { db } = event.locals.house;
	const { id, name, address } = await colleagueFor(db, who, event.params.account);
	const [projects, colleagues] = await Promise.all([projectsLedAlone(db, id), colleaguesOf(db, who)]);
	const others = colleagues.filter((one) => one.id !== id && one.deactivatedSince === null);
	return {
		colleague: { name, address },
		ledAlone: projects.map((project) => project.name),
		successors: others.map((one) => ({ value: one.id, label: one.name })),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { house, speech } = event.locals;
		const who = await administrator(event);
		freshlySignedIn(event);
		const form = await readForm(event.request, ERASE_COLLEAGUE);
		if (!form.ok) return fail(422, form);
		const { adres, opvolger } = form.values;
		const typed = { adres, opvolger };
		if (opvolger === '' && (await projectsLedAlone(house.db, event.params.account)).length > 0)
			return fail(422, { typed, issues: { opvolger: 'projects.successorMissing' as const } });
		const given = { typed: adres, successor: opvolger === '' ? null : opvolger };
		const erased = await eraseColleague(house.db, house.keys, who, event.params.account, given, house.erasing);
		if (!erased.ok) return fail(422, { typed, issues: { adres: erased.issue } });
		redirect(303, `${speech.href('/organisatie')}?gewist`);
	},
};
