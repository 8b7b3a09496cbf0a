import { fail, redirect } from '@sveltejs/kit';
import { INVITE } from '#accounts/forms.ts';
import { invitationLink, invite, withdrawInvitation } from '#accounts/inviting.server.ts';
import { readForm } from '#platform/forms.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { administrator } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	await administrator(event);
};

export const actions: Actions = {
	uitnodigen: async (event) => {
		const { house } = event.locals;
		const { db, keys, settings } = house;
		const who = await administrator(event);
		const form = await readForm(event.request, INVITE);
		if (!form.ok) return fail(422, form);
		const { naam, adres, taal, beheerder } = form.values;
		const invitee = { name: naam, address: adres, addressKey: foldedAddress(adres), language: taal, asAdministrator: beheerder };
		const invited = await invite(db, keys, who, invitee, settings.port === 0 ? event.url.origin : settings.origin);
		if (!invited.ok) return fail(422, { typed: { naam, adres, taal, beheerder: beheerder ? 'ja' : '' }, issues: { adres: invited.issue } });
		// With mail the link is for the invitee's eyes only; without, somebody has to bring it.
		return { name: naam, link: settings.mail === null ? await invitationLink(db, keys, who, invited.id) : null };
	},
	intrekken: async (event) => {
		const { db, keys } = event.locals.house;
		const who = await administrator(event);
		const id = (await event.request.formData()).get('uitnodiging');
		await withdrawInvitation(db, keys, who, typeof id === 'string' ? id : '');
		redirect(303, event.locals.speech.href('/organisatie'));
	},
};
