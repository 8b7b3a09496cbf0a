import { fail } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { passkeysOf, removePasskey } from '#accounts/passkeys.server.ts';
import { idIn } from '#platform/forms.ts';
import { freshlySignedIn, proveAgainFor, signedIn } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech, path } = event.locals;
	const account = signedIn(event);
	const passkeys = await passkeysOf(house.db, account);
	return {
		passkeys: passkeys.map(({ id, name, addedAt, usedAt }) => ({
			id,
			name,
			added: speech.moment(addedAt),
			used: usedAt === null ? null : speech.moment(usedAt),
		})),
		added: event.url.searchParams.has('toegevoegd'),
		proveFirst: isFresh(account) ? null : proveAgainFor(path, speech),
	};
};

export const actions: Actions = {
	verwijderen: async (event) => {
		const { db, keys } = event.locals.house;
		const account = freshlySignedIn(event);
		const id = await idIn(event.request, 'passkey');
		const removed = await removePasskey(db, keys, account, id);
		if (!removed.ok) return fail(422, { issue: removed.issue });
		return { removed: true };
	},
};
