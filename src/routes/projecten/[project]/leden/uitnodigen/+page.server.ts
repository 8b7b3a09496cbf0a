import { fail, redirect } from '@sveltejs/kit';
import { KIND_NAMES, ORGANISATION_KINDS } from '#organisations/organisation.ts';
import { readForm } from '#platform/forms.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { Refusal } from '#platform/refusals.ts';
import { INVITE } from '#projects/forms.ts';
import { INVITED_ROLES } from '#projects/invitation.ts';
import {
	invitationsTo,
	inviteToProject,
	inviteToProjectAgain,
	projectInvitationLink,
	withdrawProjectInvitation,
} from '#projects/inviting.server.ts';
import { mayDecideOn, mayManageMembers } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { subprojectsFor } from '#projects/projects.server.ts';
import { signedIn } from '../../../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const { db, keys, settings } = house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	if (!mayManageMembers(member)) throw new Refusal('not-allowed', 'projects.notAllowed');
	const [sent, parts] = await Promise.all([invitationsTo(db, member), subprojectsFor(db, member)]);
	// Where no mail goes out, who invites brings the link themselves.
	const linkOf = async (id: string) => (settings.mail === null ? projectInvitationLink(db, keys, member, id) : null);
	const links = await Promise.all(sent.map(({ id, state }) => (state === 'open' ? linkOf(id) : null)));
	return {
		id: member.project.id,
		project: member.project.name,
		roles: INVITED_ROLES.filter((role) => mayDecideOn(member, role) && (role !== 'subproject' || parts.length > 0)),
		kinds: ORGANISATION_KINDS.map((value) => ({ value, label: speech.say(KIND_NAMES[value]) })),
		parts,
		sent: sent.map(({ letter: _, expiresAt, ...row }, index) => ({
			...row,
			day: speech.day(expiresAt.slice(0, 10)),
			link: links[index] ?? null,
		})),
	};
};

const idIn = async (request: Request): Promise<string> => {
	const id = (await request.formData()).get('uitnodiging');
	return typeof id === 'string' ? id : '';
};

export const actions: Actions = {
	versturen: async (event) => {
		const { db, keys, settings } = event.locals.house;
		const member = await memberOf(db, signedIn(event), event.params.project);
		const form = await readForm(event.request, INVITE);
		if (!form.ok) return fail(422, form);
		const { adressen, rol, deel, organisatie, soort } = form.values;
		if (rol === 'subproject' && deel === '') {
			const typed = { adressen: adressen.join('\n'), rol, deel, organisatie, soort };
			return fail(422, { typed, issues: { deel: 'projects.partMissing' as const } });
		}
		const invitees = adressen.map((address) => ({ address, addressKey: foldedAddress(address) }));
		const asked = { role: rol, subproject: deel === '' ? null : deel, organisation: { name: organisatie, kind: soort } };
		return { outcomes: await inviteToProject(db, keys, member, invitees, asked, settings.origin) };
	},
	opnieuw: async (event) => {
		const { db, keys, settings } = event.locals.house;
		const member = await memberOf(db, signedIn(event), event.params.project);
		return { outcomes: [await inviteToProjectAgain(db, keys, member, await idIn(event.request), settings.origin)] };
	},
	intrekken: async (event) => {
		const { db, keys } = event.locals.house;
		const member = await memberOf(db, signedIn(event), event.params.project);
		await withdrawProjectInvitation(db, keys, member, await idIn(event.request));
		redirect(303, event.url.pathname);
	},
};
