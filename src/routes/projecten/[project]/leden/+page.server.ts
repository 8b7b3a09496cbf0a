import { fail, redirect } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { idIn, readForm } from '#platform/forms.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { ADD, PART } from '#projects/forms.ts';
import { mayDecideOn, mayManageMembers, rolesToGive } from '#projects/member.ts';
import { addMember, endMembership, memberOf, membersFor } from '#projects/members.server.ts';
import { addSubproject, subprojectsFor } from '#projects/projects.server.ts';
import { proveAgainFor, signedIn } from '../../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech, path } = event.locals;
	const account = signedIn(event);
	const member = await memberOf(house.db, account, event.params.project);
	const [members, parts] = await Promise.all([membersFor(house.db, member), subprojectsFor(house.db, member)]);
	return {
		id: member.project.id,
		project: member.project.name,
		members: members.map(({ since, until, person: _, ...row }) => ({
			...row,
			since: speech.day(since.slice(0, 10)),
			until: until && speech.day(until.slice(0, 10)),
			mayChange: until === null && mayDecideOn(member, row.role),
		})),
		parts,
		mayManage: mayManageMembers(member),
		roles: rolesToGive(member),
		proveFirst: isFresh(account) ? null : proveAgainFor(path, speech),
	};
};

export const actions: Actions = {
	toevoegen: async (event) => {
		const { db, keys } = event.locals.house;
		const leader = await memberOf(db, signedIn(event), event.params.project);
		const form = await readForm(event.request, ADD);
		if (!form.ok) return fail(422, form);
		const { adres, rol, deel } = form.values;
		if (rol === 'subproject' && deel === '')
			return fail(422, { typed: { adres, rol, deel }, issues: { deel: 'projects.partMissing' as const } });
		const added = await addMember(db, keys, leader, { addressKey: foldedAddress(adres), role: rol, subproject: deel === '' ? null : deel });
		if (!added.ok) return fail(422, { typed: { adres, rol, deel }, issues: { adres: added.issue } });
		redirect(303, event.url.pathname);
	},
	deel: async (event) => {
		const { db, keys } = event.locals.house;
		const leader = await memberOf(db, signedIn(event), event.params.project);
		const form = await readForm(event.request, PART);
		if (!form.ok) return fail(422, form);
		await addSubproject(db, keys, leader, form.values.naam);
		redirect(303, event.url.pathname);
	},
	beeindigen: async (event) => {
		const { db, keys } = event.locals.house;
		const leader = await memberOf(db, signedIn(event), event.params.project);
		const id = await idIn(event.request, 'deelname');
		await endMembership(db, keys, leader, id);
		redirect(303, event.url.pathname);
	},
};
