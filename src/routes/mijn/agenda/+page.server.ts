import { isFresh } from '#accounts/account.ts';
import { agendaOf, endAgenda, makeAgenda } from '#agendas/agendas.server.ts';
import { freshlySignedIn, proveAgainFor, signedIn } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech, path } = event.locals;
	const account = signedIn(event);
	const agenda = await agendaOf(house.db, account);
	return {
		since: agenda && speech.day(agenda.madeAt.slice(0, 10)),
		proveFirst: isFresh(account) ? null : proveAgainFor(path, speech),
	};
};

export const actions: Actions = {
	maken: async (event) => {
		const { db, keys, settings } = event.locals.house;
		const secret = await makeAgenda(db, keys, freshlySignedIn(event));
		return { address: `${settings.origin}/agenda/${secret}.ics` };
	},
	uitzetten: async (event) => {
		const { db, keys } = event.locals.house;
		await endAgenda(db, keys, signedIn(event));
		return { ended: true };
	},
};
