import { fail } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { apiTokensOf, makeApiToken, revokeAllApiTokens, revokeApiToken } from '#api-tokens/api-tokens.server.ts';
import { MAKE, scopesIn } from '#api-tokens/forms.ts';
import { SCOPE_FIELDS } from '#api-tokens/scope.ts';
import { idIn, readForm, type Typed } from '#platform/forms.ts';
import { scopesFor } from '#projects/token-scopes.server.ts';
import { freshlySignedIn, proveAgainFor, signedIn } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech, path } = event.locals;
	const account = signedIn(event);
	const tokens = await apiTokensOf(house.db, account);
	return {
		tokens: tokens.map(({ id, name, scopes, expiresAt, isOver, uses: [lastUse] }) => ({
			...{ id, name, scopes, isOver },
			expires: speech.day(expiresAt.slice(0, 10)),
			lastUse: lastUse ? { day: speech.day(lastUse.day), place: lastUse.place } : null,
		})),
		offered: await scopesFor(house.db, account),
		proveFirst: isFresh(account) ? null : proveAgainFor(path, speech),
	};
};

export const actions: Actions = {
	maken: async (event) => {
		const { db, keys } = event.locals.house;
		const account = freshlySignedIn(event);
		const form = await readForm(event.request, MAKE);
		if (!form.ok) return fail(422, form);
		const { naam: name, dagen } = form.values;
		const scopes = scopesIn(form.values, await scopesFor(db, account));
		const ticked = Object.fromEntries(scopes.map((scope) => [SCOPE_FIELDS[scope], 'ja']));
		const typed: Typed = { naam: name, dagen, ...ticked };
		if (scopes.length === 0) return fail(422, { typed, issues: { mag: 'api-tokens.scopesMissing' as const } });
		const made = await makeApiToken(db, keys, account, { name, scopes, days: Number(dagen) });
		return made.ok ? { token: made.token, name } : fail(422, { typed, issues: { naam: made.issue } });
	},
	intrekken: async (event) => {
		const { db, keys } = event.locals.house;
		const account = signedIn(event);
		const id = await idIn(event.request, 'sleutel');
		await revokeApiToken(db, keys, account, id);
		return { revoked: 1 };
	},
	allesintrekken: async (event) => {
		const { db, keys } = event.locals.house;
		return { revoked: await revokeAllApiTokens(db, keys, signedIn(event)) };
	},
};
