import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#platform/forms.ts';
import { found } from '#platform/refusals.ts';
import { ACCEPT } from '#progress/forms.ts';
import { accept, proposalsFor } from '#progress/proposing.server.ts';
import { frameOf, junctionHrefs, standAsked } from '../../../../progress.server.ts';
import { proposalsTold } from '../../../../proposals.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { speech } = event.locals;
	const asked = await standAsked(event);
	const { db, member, edition } = asked;
	return { frame: frameOf(asked, speech), proposals: await proposalsTold(db, member, edition, await proposalsFor(db, member), speech) };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys } = event.locals.house;
		const { member, edition } = await standAsked(event);
		const form = await readForm(event.request, ACCEPT);
		const { voorstel: proposal, gezien: seen } = form.ok ? form.values : { voorstel: '', gezien: 0 };
		const { junction, part } = found((await proposalsFor(db, member)).find(({ id }) => id === proposal));
		const accepted = await accept(db, keys, member, edition, { proposal, seen });
		if (!accepted.ok) return fail(409, { overtaken: proposal });
		redirect(303, junctionHrefs(member, part, event.locals.speech)(junction));
	},
};
