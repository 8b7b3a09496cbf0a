import { isFresh } from '#accounts/account.ts';
import { operatorsFor, removeOperator } from '#operating/operators.server.ts';
import { idIn } from '#platform/forms.ts';
import { freshOperator, operator, proveAgainFor } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech, path } = event.locals;
	const account = await operator(event);
	const operators = await operatorsFor(house.db, account);
	return {
		operators: operators.map(({ id, name, organisation, since }) => ({
			id,
			name,
			about: speech.say('operating.operatorsSince', { organisation, day: speech.day(since.slice(0, 10)) }),
			isYou: id === account.id,
		})),
		proveFirst: isFresh(account) ? null : proveAgainFor(path, speech),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys } = event.locals.house;
		const who = await freshOperator(event);
		const account = await idIn(event.request, 'beheerder');
		await removeOperator(db, keys, who, account);
		return { removed: true };
	},
};
