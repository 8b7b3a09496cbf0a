import { requestsFor } from '#accounts/lost-second-factor/confirming.server.ts';
import { recoveryCodesLeft } from '#accounts/recovery-codes.server.ts';
import { endOtherSignIns, signedInBefore, signInsOf } from '#accounts/sign-ins.server.ts';
import { dutiesOf } from '#duties/duties.server.ts';
import { organisationOf } from '#organisations/organisations.server.ts';
import { unreadOf } from '#platform/letters/letters.server.ts';
import { signedIn } from '../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const account = signedIn(event);
	const [organisation, signIns, codes, unread, before, requests, duties] = await Promise.all([
		organisationOf(house.db, account.organisation),
		signInsOf(house.db, account),
		recoveryCodesLeft(house.db, account.id),
		unreadOf(house.db, account.id),
		signedInBefore(house.db, account),
		requestsFor(house.db, account),
		dutiesOf(house.db, account),
	]);
	return {
		name: account.name,
		address: account.address,
		organisation: organisation.name,
		signIns: signIns.map(({ id, device, seenAt, isThis }) => ({ id, device, isThis, seen: speech.moment(seenAt) })),
		codes,
		duties: duties.map(({ duty }) => duty),
		requests: requests.map(({ id, person }) => ({ id, person })),
		confirmed: event.url.searchParams.has('bevestigd'),
		addressChanged: event.url.searchParams.has('adres'),
		unread,
		signedInBefore: before && speech.moment(before),
	};
};

export const actions: Actions = {
	default: async (event) => ({ ended: await endOtherSignIns(event.locals.house.db, signedIn(event)) }),
};
