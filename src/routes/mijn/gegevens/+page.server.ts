import { fail } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { changeOwnData } from '#accounts/changing-own-data.server.ts';
import { OWN_DATA } from '#accounts/forms.ts';
import { readForm } from '#platform/forms.ts';
import { proveAgainFor, signedIn } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const account = signedIn(event);
	return {
		name: account.name,
		address: account.address,
		language: account.language,
		proveFirst: isFresh(account) ? null : proveAgainFor('/mijn/gegevens', event.locals.speech),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys } = event.locals.house;
		const account = signedIn(event);
		const form = await readForm(event.request, OWN_DATA);
		if (!form.ok) return fail(422, form);
		const { naam, taal } = form.values;
		await changeOwnData(db, keys, account, { name: naam, language: taal });
		// This answer already says what they are called now.
		event.locals.account = { ...account, name: naam, language: taal };
		return { done: true };
	},
};
