import { fail } from '@sveltejs/kit';
import type { Administrator } from '#accounts/account.ts';
import { appointAdministrator, dismissAdministrator } from '#accounts/appointing.server.ts';
import { colleagueFor } from '#accounts/colleagues.server.ts';
import { deactivate, reactivate } from '#accounts/deactivating.server.ts';
import type { MessageKey } from '#platform/messages.ts';
import { administrator, freshlySignedIn } from '../../../signing.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const who = await administrator(event);
	freshlySignedIn(event);
	const { db } = event.locals.house;
	const { id, name, address, administratorSince, deactivatedSince } = await colleagueFor(db, who, event.params.account);
	return {
		colleague: { id, name, address, isAdministrator: administratorSince !== null },
		deactivated: deactivatedSince && event.locals.speech.day(deactivatedSince.slice(0, 10)),
		isSelf: id === who.id,
	};
};

type Change = (event: RequestEvent, who: Administrator) => Promise<{ ok: true } | { ok: false; issue: MessageKey }>;

/** An administrator who showed who they are changes something; the page says what was done, or why not. */
const changing = (done: MessageKey, change: Change) => async (event: RequestEvent) => {
	const who = await administrator(event);
	freshlySignedIn(event);
	const changed = await change(event, who);
	return changed.ok ? { done } : fail(422, { issues: { '': changed.issue } });
};

export const actions: Actions = {
	benoemen: changing('accounts.appointed', async ({ params, locals: { house } }, who) => {
		await appointAdministrator(house.db, house.keys, who, params.account);
		return { ok: true };
	}),
	ontheffen: changing('accounts.dismissed', ({ params, locals: { house } }, who) =>
		dismissAdministrator(house.db, house.keys, who, params.account),
	),
	uitzetten: changing('accounts.deactivated', ({ params, locals: { house } }, who) =>
		deactivate(house.db, house.keys, who, params.account),
	),
	aanzetten: changing('accounts.reactivated', async ({ params, locals: { house } }, who) => {
		await reactivate(house.db, house.keys, who, params.account);
		return { ok: true };
	}),
};
