import { fail } from '@sveltejs/kit';
import type { Account } from '#accounts/account.ts';
import { isReason, REASONS } from '#accounts/single-sign-on/identity-provider.ts';
import { providerOf } from '#accounts/single-sign-on/identity-providers.server.ts';
import { hasAnotherWay, issuersOf, unlink } from '#accounts/single-sign-on/linking.server.ts';
import { organisationOf } from '#organisations/organisations.server.ts';
import { found } from '#platform/refusals.ts';
import { leave } from '../../leaving.server.ts';
import { freshlySignedIn, signedIn } from '../../signing.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys } = event.locals.house;
	const account = signedIn(event);
	const [organisation, provider, issuers] = await Promise.all([
		organisationOf(db, account.organisation),
		providerOf(db, keys, account.organisation),
		issuersOf(db, account),
	]);
	const reason = event.url.searchParams.get('reden');
	return {
		organisation: organisation.name,
		isOffered: provider !== null,
		isLinked: provider !== null && issuers.includes(provider.issuer),
		mayUnlink: issuers.length > 0 && (await hasAnotherWay(db, account)),
		back: event.url.searchParams.get('terug'),
		refused: isReason(reason) ? REASONS[reason] : null,
	};
};

export const actions: Actions = {
	koppelen: async (event) => {
		const account = freshlySignedIn(event);
		return goThere(event, account, account.id);
	},
	bevestigen: (event) => goThere(event, signedIn(event), null),
	verbreken: async (event) => {
		const { db, keys } = event.locals.house;
		await unlink(db, keys, freshlySignedIn(event));
		return { removed: true };
	},
};

async function goThere(event: RequestEvent, account: Account, linking: string | null) {
	const { db, keys } = event.locals.house;
	const provider = found(await providerOf(db, keys, account.organisation));
	const way = await leave(event, provider, { address: null, linking, isAgain: true });
	return way ? { way } : fail(503, { issues: { '': 'accounts.providerDown' as const } });
}
