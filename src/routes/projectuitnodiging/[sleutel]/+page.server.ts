import { fail, redirect } from '@sveltejs/kit';
import { ACCEPT } from '#accounts/forms.ts';
import { weaknessOf } from '#accounts/password.server.ts';
import { readForm } from '#platform/forms.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { Refusal } from '#platform/refusals.ts';
import { acceptAnew, acceptAsMyself, declineProject, projectInvitationAt } from '#projects/accepting.server.ts';
import { DECLINE } from '#projects/forms.ts';
import type { House } from '../../../house.server.ts';
import { keepToken, signedIn } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

async function invitationAt({ db }: House, token: string) {
	const invitation = await projectInvitationAt(db, token);
	if (!invitation) throw new Refusal('gone', 'projects.invitationOver');
	return invitation;
}

export const load: PageServerLoad = async ({ params, locals: { house, account, speech, path } }) => {
	const { project, organisation, inviter, role, part, address, addressKey, belongsTo, ...rest } = await invitationAt(house, params.sleutel);
	const { hasAccount, isDeclined, isOpen, isInformed } = rest;
	return {
		...{ project, organisation, inviter, role, part, address, belongsTo, isDeclined, isInformed },
		/** What they can do to say yes; nothing, where there is nothing to say yes to any more. */
		way: !isOpen
			? null
			: account
				? foldedAddress(account.address) === addressKey
					? ('accept' as const)
					: ('sign-out' as const)
				: hasAccount
					? ('sign-in' as const)
					: ('account' as const),
		signInHref: `${speech.href('/inloggen')}?terug=${encodeURIComponent(path)}`,
	};
};

export const actions: Actions = {
	aannemen: async (event) => {
		const { house, speech } = event.locals;
		const project = await acceptAsMyself(house.db, house.keys, signedIn(event), event.params.sleutel);
		redirect(303, speech.href(`/projecten/${project}`));
	},
	account: async ({ request, params, cookies, locals: { house, speech, origin } }) => {
		const invitation = await invitationAt(house, params.sleutel);
		const form = await readForm(request, ACCEPT);
		if (!form.ok) return fail(422, form);
		const { naam, wachtwoord } = form.values;
		const weakness = await weaknessOf(wachtwoord, [naam, invitation.address, invitation.belongsTo, invitation.project]);
		if (weakness) return fail(422, { typed: { naam }, issues: { wachtwoord: weakness } });
		const given = { name: naam, password: wachtwoord };
		const { signIn, project } = await acceptAnew(house.db, house.keys, params.sleutel, given, origin.device);
		keepToken(cookies, house.settings.origin, signIn);
		redirect(303, `${speech.href('/inloggen/app')}?terug=${encodeURIComponent(`/projecten/${project}`)}`);
	},
	/** By nothing but the link: who says no needs no account for it. */
	afslaan: async ({ request, params, locals: { house } }) => {
		const form = await readForm(request, DECLINE);
		await declineProject(house.db, house.keys, params.sleutel, form.ok && form.values.informeren);
		return { isInformed: form.ok && form.values.informeren };
	},
};
