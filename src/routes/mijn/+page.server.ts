import { recoveryCodesLeft } from '#accounts/recovery-codes.server.ts';
import { endOtherSignIns, signInsOf } from '#accounts/sign-ins.server.ts';
import { organisationOf } from '#organisations/organisations.server.ts';
import { lettersFor } from '#platform/letters/letters.server.ts';
import { signedIn } from '../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const account = signedIn(event);
	const [organisation, signIns, codes, letters] = await Promise.all([
		organisationOf(house.db, account.organisation),
		signInsOf(house.db, account),
		recoveryCodesLeft(house.db, account.id),
		lettersFor(house.db, house.keys, account.id),
	]);
	return {
		name: account.name,
		address: account.address,
		organisation: organisation.name,
		signIns: signIns.map(({ id, device, seenAt, isThis }) => ({ id, device, isThis, seen: speech.moment(seenAt) })),
		codes,
		unread: letters.filter(({ readAt }) => readAt === null).length,
	};
};

export const actions: Actions = {
	default: async (event) => ({ ended: await endOtherSignIns(event.locals.house.db, signedIn(event)) }),
};
