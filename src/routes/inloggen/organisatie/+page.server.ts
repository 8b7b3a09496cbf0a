import { fail } from '@sveltejs/kit';
import { FORGOTTEN } from '#accounts/forms.ts';
import { isReason, REASONS } from '#accounts/single-sign-on/identity-provider.ts';
import { providerFor } from '#accounts/single-sign-on/identity-providers.server.ts';
import { readForm } from '#platform/forms.ts';
import { leave } from '../../leaving.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { speech }, url }) => {
	const reason = url.searchParams.get('reden');
	const back = url.searchParams.get('terug');
	return {
		refused: isReason(reason) ? REASONS[reason] : null,
		otherWay: speech.href('/inloggen') + (back ? `?terug=${encodeURIComponent(back)}` : ''),
	};
};

export const actions: Actions = {
	/** Who types an address is led on by its domain; so nobody gets a list of organisations. */
	default: async (event) => {
		const { db, keys } = event.locals.house;
		const form = await readForm(event.request, FORGOTTEN);
		if (!form.ok) return fail(422, form);
		const { adres } = form.values;
		const provider = await providerFor(db, keys, adres);
		if (!provider) return fail(422, { typed: { adres }, issues: { adres: 'accounts.providerNone' as const } });
		const way = await leave(event, provider, { address: adres, linking: null, isAgain: false });
		if (!way) return fail(503, { typed: { adres }, issues: { adres: 'accounts.providerDown' as const } });
		return { way };
	},
};
