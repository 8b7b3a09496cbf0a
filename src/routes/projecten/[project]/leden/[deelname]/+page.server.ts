import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#platform/forms.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { changeRole, handOver } from '#projects/changing-roles.server.ts';
import { ROLE } from '#projects/forms.ts';
import { mayDecideOn, mayHandOver, mayManageMembers, rolesToGive } from '#projects/member.ts';
import { memberOf, membersFor } from '#projects/members.server.ts';
import { subprojectsFor } from '#projects/projects.server.ts';
import { signedIn } from '../../../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db } = event.locals.house;
	const leader = await memberOf(db, signedIn(event), event.params.project);
	if (!mayManageMembers(leader)) throw new Refusal('not-allowed', 'projects.notAllowed');
	const [members, parts] = await Promise.all([membersFor(db, leader), subprojectsFor(db, leader)]);
	const row = members.find(({ membership, until }) => membership === event.params.deelname && until === null);
	const { name, role, subproject, isSelf } = found(row);
	if (!mayDecideOn(leader, role)) throw new Refusal('not-allowed', 'projects.notAllowed');
	const part = parts.find((one) => one.name === subproject)?.id ?? '';
	return {
		id: leader.project.id,
		project: leader.project.name,
		name,
		role,
		part,
		parts,
		isSelf,
		roles: rolesToGive(leader),
		mayHandOver: mayHandOver(leader),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { house, speech } = event.locals;
		const { db, keys } = house;
		const { project, deelname: membership } = event.params;
		const leader = await memberOf(db, signedIn(event), project);
		const form = await readForm(event.request, ROLE);
		if (!form.ok) return fail(422, form);
		const { rol, deel, overdragen } = form.values;
		const typed = { rol, deel };
		if (rol === 'subproject' && deel === '') return fail(422, { typed, issues: { deel: 'projects.partMissing' as const } });
		try {
			if (rol === 'leader' && overdragen) await handOver(db, keys, leader, membership);
			else await changeRole(db, keys, leader, { membership, role: rol, subproject: deel === '' ? null : deel });
		} catch (error) {
			// Another role than this one mends it.
			if (error instanceof Refusal && error.kind === 'conflict') return fail(422, { typed, issues: { rol: error.code } });
			throw error;
		}
		redirect(303, speech.href(`/projecten/${project}${rol === 'subproject' ? '' : '/leden'}`));
	},
};
