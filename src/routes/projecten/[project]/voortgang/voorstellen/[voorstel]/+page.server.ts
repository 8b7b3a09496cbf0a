import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#platform/forms.ts';
import { found } from '#platform/refusals.ts';
import { DECLINE } from '#progress/forms.ts';
import { assertMayChange } from '#progress/progress.ts';
import { decline, proposalsFor } from '#progress/proposing.server.ts';
import { junctionHrefs, standAsked } from '../../../../../progress.server.ts';
import { proposalsTold } from '../../../../../proposals.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';

const asked = async (event: RequestEvent | Parameters<PageServerLoad>[0]) => {
	const { db, member, edition } = await standAsked(event);
	assertMayChange(member);
	const proposal = found((await proposalsFor(db, member)).find(({ id }) => id === event.params.voorstel));
	return { db, member, edition, proposal };
};

export const load: PageServerLoad = async (event) => {
	const { db, member, edition, proposal } = await asked(event);
	const [told] = await proposalsTold(db, member, edition, [proposal], event.locals.speech);
	return { project: member.project.name, proposal: found(told) };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, member, edition, proposal } = await asked(event);
		const form = await readForm(event.request, DECLINE);
		if (!form.ok) return fail(422, form);
		await decline(db, event.locals.house.keys, member, edition, { proposal: proposal.id, reason: form.values.waarom });
		redirect(303, junctionHrefs(member, proposal.part, event.locals.speech)(proposal.junction));
	},
};
