import { type Database, isUniqueViolation } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { domainOf } from '#platform/letters/addresses.ts';
import { found } from '#platform/refusals.ts';
import type { Operator } from '../account.ts';
import { entry } from '../entry.ts';
import { assertFresh } from '../proving-again.server.ts';
import { mayAsk } from './asking.server.ts';
import { discover, ProviderProblem } from './discovering.server.ts';
import type { IdentityProvider } from './identity-provider.ts';

const purposeOf = (organisation: string) => `identity provider ${organisation}`;

/** The provider of one organisation, or null. Its secret is open in it. */
export async function providerOf(db: Database, keys: Keys, organisation: string): Promise<IdentityProvider | null> {
	const row = await db.selectFrom('identity_providers').selectAll().where('organisation', '=', organisation).executeTakeFirst();
	if (!row) return null;
	const domains = await db
		.selectFrom('provider_domains')
		.select('domain')
		.where('organisation', '=', organisation)
		.orderBy('domain')
		.execute();
	return {
		organisation,
		issuer: row.issuer,
		clientId: row.client_id,
		clientSecret: keys.unseal(purposeOf(organisation), row.client_secret),
		domains: domains.map(({ domain }) => domain),
		vouchers: row.vouchers.split(' ').filter(Boolean),
	};
}

/** The provider that may bring this address. Who does not know the domain learns of no organisation. */
export async function providerFor(db: Database, keys: Keys, address: string): Promise<IdentityProvider | null> {
	const row = await db.selectFrom('provider_domains').select('organisation').where('domain', '=', domainOf(address)).executeTakeFirst();
	return row ? providerOf(db, keys, row.organisation) : null;
}

export async function hasProviders(db: Database): Promise<boolean> {
	return (await db.selectFrom('identity_providers').select('organisation').limit(1).executeTakeFirst()) !== undefined;
}

/** Every organisation with the issuer of its provider, if any. For operators only: nobody else gets a list of organisations. */
export async function providersFor(db: Database, _operator: Operator): Promise<{ id: string; name: string; issuer: string | null }[]> {
	return db
		.selectFrom('organisations as o')
		.leftJoin('identity_providers as p', 'p.organisation', 'o.id')
		.select(['o.id', 'o.name', 'p.issuer'])
		.orderBy('o.name')
		.execute();
}

export interface GivenProvider extends Omit<IdentityProvider, 'clientSecret'> {
	/** Empty to leave it as it is. */
	clientSecret: string;
}

export type ProviderSet =
	| { ok: true }
	| { ok: false; field: 'issuer'; issue: 'accounts.issuerWrong' }
	| { ok: false; field: 'issuer'; issue: 'accounts.providerAway'; detail: string }
	| { ok: false; field: 'clientSecret'; issue: 'accounts.clientSecretMissing' }
	| { ok: false; field: 'domains'; issue: 'accounts.domainTaken' };

/** Sets the provider of an organisation, after asking it who it is. */
export async function setProvider(
	db: Database,
	keys: Keys,
	operator: Operator,
	given: GivenProvider,
	origin: string,
	now: Date = new Date(),
): Promise<ProviderSet> {
	assertFresh(operator, now);
	const { organisation, issuer, clientId, domains, vouchers } = given;
	const at = URL.parse(issuer);
	if (!at || at.search || at.hash || !mayAsk(at, origin)) return { ok: false, field: 'issuer', issue: 'accounts.issuerWrong' };
	const present = await providerOf(db, keys, organisation);
	// A secret is for who it was shared with: another provider does not get to hear it.
	const clientSecret = given.clientSecret || (present?.issuer === issuer ? present.clientSecret : '');
	if (!clientSecret) return { ok: false, field: 'clientSecret', issue: 'accounts.clientSecretMissing' };
	try {
		await discover({ issuer, clientId, clientSecret }, origin, { anew: true });
	} catch (error) {
		if (!(error instanceof ProviderProblem)) throw error;
		return { ok: false, field: 'issuer', issue: 'accounts.providerAway', detail: error.message };
	}
	const row = {
		issuer,
		client_id: clientId,
		client_secret: keys.seal(purposeOf(organisation), clientSecret),
		vouchers: vouchers.join(' '),
		set_at: now.toISOString(),
	};
	try {
		await act(
			db,
			keys,
			async ({ tx, record }) => {
				found(await tx.selectFrom('organisations').select('id').where('id', '=', organisation).executeTakeFirst());
				await tx
					.insertInto('identity_providers')
					.values({ organisation, ...row })
					.onConflict((c) => c.column('organisation').doUpdateSet(row))
					.execute();
				await tx.deleteFrom('provider_domains').where('organisation', '=', organisation).execute();
				await tx
					.insertInto('provider_domains')
					.values([...new Set(domains)].map((domain) => ({ domain, organisation })))
					.execute();
				return record(entry(operator.pseudonym, 'provider-set', organisation, { issuer, clientId, domains, vouchers }));
			},
			now,
		);
	} catch (error) {
		if (isUniqueViolation(error)) return { ok: false, field: 'domains', issue: 'accounts.domainTaken' };
		throw error;
	}
	return { ok: true };
}

/** Takes the provider of an organisation away. Who is known by it stays known, for when it comes back. */
export async function removeProvider(
	db: Database,
	keys: Keys,
	operator: Operator,
	organisation: string,
	now: Date = new Date(),
): Promise<void> {
	assertFresh(operator, now);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const gone = await tx
				.deleteFrom('identity_providers')
				.where('organisation', '=', organisation)
				.returning('issuer')
				.executeTakeFirst();
			return record(entry(operator.pseudonym, 'provider-removed', organisation, found(gone)));
		},
		now,
	);
}
