import { fail } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { FIRST_ADMINISTRATOR, FOUND } from '#operating/forms.ts';
import { foundOrganisation, inviteFirstAdministrator } from '#operating/founding.server.ts';
import { organisationsFor } from '#operating/organisations.server.ts';
import { readForm } from '#platform/forms.ts';
import type { Language } from '#platform/languages.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { freshOperator, operator, proveAgainFor, siteOf } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const FIELDS = { organisation: 'organisatie', address: 'adres' } as const;

const organisationIn = (url: URL) => url.searchParams.get('organisatie') ?? '';
const firstOf = ({ naam, adres, taal }: { naam: string; adres: string; taal: Language }) => ({
	name: naam,
	address: adres,
	addressKey: foldedAddress(adres),
	language: taal,
});

export const load: PageServerLoad = async (event) => {
	const { house, speech, path } = event.locals;
	const account = await operator(event);
	const organisations = await organisationsFor(house.db, account);
	return {
		organisations,
		chosen: organisations.find(({ id, people }) => people === 0 && id === organisationIn(event.url)) ?? null,
		proveFirst: isFresh(account) ? null : proveAgainFor(path + event.url.search, speech),
	};
};

export const actions: Actions = {
	toevoegen: async (event) => {
		const { db, keys, settings } = event.locals.house;
		const who = await freshOperator(event);
		const form = await readForm(event.request, FOUND);
		if (!form.ok) return fail(422, form);
		const { organisatie, soort } = form.values;
		const founded = await foundOrganisation(db, keys, who, { name: organisatie, kind: soort }, firstOf(form.values), siteOf(event).origin);
		if (!founded.ok) return fail(422, { typed: form.values, issues: { [FIELDS[founded.field]]: founded.issue } });
		// With mail the link is for the invitee's eyes only; without, somebody has to bring it.
		return { name: form.values.naam, link: settings.mail === null ? founded.invitation : null };
	},
	uitnodigen: async (event) => {
		const { db, keys, settings } = event.locals.house;
		const who = await freshOperator(event);
		const form = await readForm(event.request, FIRST_ADMINISTRATOR);
		if (!form.ok) return fail(422, form);
		const invited = await inviteFirstAdministrator(db, keys, who, organisationIn(event.url), firstOf(form.values), siteOf(event).origin);
		if (!invited.ok) return fail(422, { typed: form.values, issues: { [FIELDS[invited.field]]: invited.issue } });
		return { name: form.values.naam, link: settings.mail === null ? invited.invitation : null };
	},
};
