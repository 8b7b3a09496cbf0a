import { fail } from '@sveltejs/kit';
import { CHANGE_PASSWORD } from '#accounts/forms.ts';
import { weaknessOf } from '#accounts/password.server.ts';
import { changePassword } from '#accounts/resetting-password.server.ts';
import { apiTokensOf } from '#api-tokens/api-tokens.server.ts';
import { readForm } from '#platform/forms.ts';
import { signedIn } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => ({ address: signedIn(event).address });

export const actions: Actions = {
	default: async (event) => {
		const { house } = event.locals;
		const account = signedIn(event);
		const form = await readForm(event.request, CHANGE_PASSWORD);
		if (!form.ok) return fail(422, form);
		const { huidigwachtwoord, wachtwoord } = form.values;
		const weakness = await weaknessOf(wachtwoord, [account.name, account.address]);
		if (weakness) return fail(422, { issues: { wachtwoord: weakness } });
		const isChanged = await changePassword(house.db, house.keys, account, { present: huidigwachtwoord, password: wachtwoord });
		if (!isChanged) return fail(422, { issues: { huidigwachtwoord: 'accounts.passwordWrong' as const } });
		return { done: true, tokens: (await apiTokensOf(house.db, account)).map(({ id, name }) => ({ id, name })) };
	},
};
