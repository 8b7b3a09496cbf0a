import { fail, redirect } from '@sveltejs/kit';
import { finish } from '#logbook/finishing.server.ts';
import { FINISH } from '#logbook/forms.ts';
import { openActionsOf } from '#logbook/open-actions.server.ts';
import { tellEntry } from '#logbook/telling.ts';
import { readForm } from '#platform/forms.ts';
import { memberOf } from '#projects/members.server.ts';
import { signedIn } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const actions = await openActionsOf(house.db, house.keys, signedIn(event));
	return {
		actions: actions.map(({ project, entry, mayFinish }) => ({
			...tellEntry(entry, speech),
			due: entry.action?.dueOn ? speech.day(entry.action.dueOn) : null,
			project: project.name,
			in: project.id,
			href: speech.href(`/projecten/${project.id}/logboek/${entry.id}`),
			mayFinish,
		})),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys } = event.locals.house;
		const account = signedIn(event);
		const form = await readForm(event.request, FINISH);
		if (!form.ok) return fail(422, form);
		const project = event.url.searchParams.get('project') ?? '';
		await finish(db, keys, await memberOf(db, account, project), { id: form.values.vermelding, note: form.values.bericht });
		redirect(303, event.url.pathname);
	},
};
