import type { Operator } from '#accounts/account.ts';
import { invite } from '#accounts/inviting.server.ts';
import { administratorOf, operatorOf } from '#accounts/sign-ins.server.ts';
import { type IdentityProvider, returnPath } from '#accounts/single-sign-on/identity-provider.ts';
import { providerOf, setProvider } from '#accounts/single-sign-on/identity-providers.server.ts';
import { insertOrganisation } from '#organisations/organisations.server.ts';
import { type Database, tx } from '#platform/database/database.server.ts';
import { found } from '#platform/refusals.ts';
import { openIdentityProvider, type ProviderOfTheVillage } from './identity-provider.ts';
import { keys, noorSetsUp, type Person } from './people.ts';

/** Where the village stands on the network; nobody listens there. */
export const HOME = 'http://127.0.0.1:3999';

export interface Side {
	provider: IdentityProvider;
	idp: ProviderOfTheVillage;
}

/** The municipality of Zonnedam and a housing association, each with a provider of its own. The first vouches for both factors by `mfa`. */
export interface TwoOrganisations {
	noor: Person;
	operator: Operator;
	zonnedam: Side;
	thuis: Side;
	close(): Promise<void>;
}

export async function twoOrganisations(db: Database): Promise<TwoOrganisations> {
	const now = new Date();
	const noor = await noorSetsUp(db, now);
	const operator = found(await operatorOf(db, noor.account));
	const association = { name: 'Woningcorporatie Thuis', kind: 'corporation' as const, language: 'nl' as const };
	const other = await tx(db, (tx) => insertOrganisation(tx, association, now));
	const side = async (organisation: string, domains: string[], vouchers: string[], mailInToken: boolean): Promise<Side> => {
		const idp = await openIdentityProvider(HOME + returnPath(organisation), { mailInToken });
		const { issuer, clientId, clientSecret } = idp;
		const set = await setProvider(db, keys, operator, { organisation, issuer, clientId, clientSecret, domains, vouchers }, HOME, now);
		if (!set.ok) throw new Error(JSON.stringify(set));
		return { idp, provider: found(await providerOf(db, keys, organisation)) };
	};
	const zonnedam = await side(noor.account.organisation, ['zonnedam.example'], ['mfa'], true);
	const thuis = await side(other, ['thuis.example'], [], false);
	return {
		noor,
		operator,
		zonnedam,
		thuis,
		close: async () => {
			await Promise.all([zonnedam.idp.close(), thuis.idp.close()]);
		},
	};
}

/** Noor invites somebody to the municipality. */
export async function invited(db: Database, noor: Person, address: string, now: Date = new Date()): Promise<void> {
	const administrator = found(await administratorOf(db, noor.account));
	const invitee = { name: 'Sem Bakker', address, addressKey: address, language: 'nl' as const, asAdministrator: false };
	const done = await invite(db, keys, administrator, invitee, HOME, now);
	if (!done.ok) throw new Error(done.issue);
}
