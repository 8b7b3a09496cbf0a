import { redirect } from '@sveltejs/kit';
import { Refusal } from '#platform/refusals.ts';
import { leave } from '#projects/changing-roles.server.ts';
import { projectsLedAlone } from '#projects/leading.server.ts';
import { mayLeave } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { signedIn } from '../../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db } = event.locals.house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	if (!mayLeave(member)) throw new Refusal('not-allowed', 'projects.notAllowed');
	const ledAlone = await projectsLedAlone(db, member.account);
	const { id, name } = member.project;
	return { id, project: name, isNeeded: ledAlone.some((project) => project.id === id) };
};

export const actions: Actions = {
	default: async (event) => {
		const { house, speech } = event.locals;
		await leave(house.db, house.keys, await memberOf(house.db, signedIn(event), event.params.project));
		redirect(303, speech.href('/projecten'));
	},
};
