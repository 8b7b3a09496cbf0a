import { fail } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { PROVIDER } from '#accounts/forms.ts';
import { returnPath } from '#accounts/single-sign-on/identity-provider.ts';
import { providerOf, providersFor, removeProvider, setProvider } from '#accounts/single-sign-on/identity-providers.server.ts';
import { readForm } from '#platform/forms.ts';
import { freshOperator, operator, proveAgainFor, siteOf } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const FIELDS = { issuer: 'uitgever', clientSecret: 'clientwachtwoord', domains: 'domeinen' } as const;

const organisationIn = (url: URL) => url.searchParams.get('organisatie') ?? '';

export const load: PageServerLoad = async (event) => {
	const { house, speech, path } = event.locals;
	const account = await operator(event);
	const organisations = await providersFor(house.db, account);
	const chosen =
		organisations.find(({ id }) => id === organisationIn(event.url)) ?? (organisations.length === 1 ? organisations[0] : undefined);
	const provider = chosen && (await providerOf(house.db, house.keys, chosen.id));
	return {
		organisations,
		chosen: chosen && { ...chosen, returnAddress: siteOf(event).origin + returnPath(chosen.id) },
		present: provider && {
			uitgever: provider.issuer,
			client: provider.clientId,
			domeinen: provider.domains.join(' '),
			instaan: provider.vouchers.join(' '),
		},
		proveFirst: isFresh(account) ? null : proveAgainFor(path + event.url.search, speech),
	};
};

export const actions: Actions = {
	bewaren: async (event) => {
		const { db, keys } = event.locals.house;
		const account = await freshOperator(event);
		const form = await readForm(event.request, PROVIDER);
		if (!form.ok) return fail(422, form);
		const { uitgever, client, clientwachtwoord, domeinen, instaan } = form.values;
		const given = {
			organisation: organisationIn(event.url),
			issuer: uitgever,
			clientId: client,
			clientSecret: clientwachtwoord,
			domains: domeinen,
			vouchers: instaan,
		};
		const set = await setProvider(db, keys, account, given, siteOf(event).origin);
		if (set.ok) return { saved: true };
		const typed = { uitgever, client, domeinen: domeinen.join(' '), instaan: instaan.join(' ') };
		return fail(422, { typed, issues: { [FIELDS[set.field]]: set.issue }, ...('detail' in set ? { detail: set.detail } : {}) });
	},
	weghalen: async (event) => {
		const { db, keys } = event.locals.house;
		await removeProvider(db, keys, await freshOperator(event), organisationIn(event.url));
		return { removed: true };
	},
};
