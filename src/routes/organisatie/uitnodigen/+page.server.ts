import { fail, redirect } from '@sveltejs/kit';
import { INVITE } from '#accounts/forms.ts';
import { invitationLink, invite, inviteAgain, withdrawInvitation } from '#accounts/inviting.server.ts';
import { wayOf } from '#organisations/own-way.server.ts';
import { idIn, readForm } from '#platform/forms.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { administrator } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const who = await administrator(event);
	return { language: (await wayOf(event.locals.house.db, who.organisation)).language };
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
	opnieuw: async (event) => {
		const { db, keys, settings } = event.locals.house;
		const who = await administrator(event);
		const id = await idIn(event.request, 'uitnodiging');
		const origin = settings.port === 0 ? event.url.origin : settings.origin;
		const invited = await inviteAgain(db, keys, who, id, origin);
		if (!invited.ok) return fail(422, { typed: {}, issues: { adres: invited.issue } });
		return { name: invited.name, again: true, link: settings.mail === null ? await invitationLink(db, keys, who, invited.id) : null };
	},
	intrekken: async (event) => {
		const { db, keys } = event.locals.house;
		const who = await administrator(event);
		const id = await idIn(event.request, 'uitnodiging');
		await withdrawInvitation(db, keys, who, id);
		redirect(303, event.locals.speech.href('/organisatie'));
	},
};
