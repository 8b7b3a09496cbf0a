import type { Account } from '#accounts/account.ts';
import { inventedAccount } from '#accounts/invented.server.ts';
import { insertAccount } from '#accounts/new-account.server.ts';
import { inventedOrganisations, markInvented } from '#organisations/invented.server.ts';
import { insertOrganisation } from '#organisations/organisations.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found, Refusal } from '#platform/refusals.ts';
import type { By } from '#projects/taking-part.server.ts';
import type { Sample } from './sample.ts';

/** Where invented people would have their mail, if there were such a place. */
const NOWHERE = 'voorbeeld.invalid';

/** Everybody of the sample, by their key. */
export type Cast = ReadonlyMap<string, Account>;

/**
 * Makes the organisations and people of the sample, in one go; refuses when it is there already. They get accounts to be remembered
 * by, and no way in: see docs/decisions/0023.
 */
export async function foundSample(db: Database, keys: Keys, sample: Sample, by: By, now: Date): Promise<Cast> {
	const ids = await act(
		db,
		keys,
		async ({ tx, record }) => {
			if ((await inventedOrganisations(tx)).length > 0) throw new Refusal('conflict', 'sample.isThere');
			const organisations = new Map<string, string>();
			for (const { key, ...organisation } of sample.organisations)
				organisations.set(key, await insertOrganisation(tx, { ...organisation, language: 'nl' }, now));
			await markInvented(tx, [...organisations.values()], now);
			const people = new Map<string, string>();
			for (const { key, name, organisation } of sample.people) {
				const address = `${key}@${NOWHERE}`;
				const account = {
					name,
					address,
					addressKey: address,
					language: 'nl',
					organisation: found(organisations.get(organisation)),
				} as const;
				people.set(key, (await insertAccount(tx, { ...account, password: null }, now)).id);
			}
			const administrator = found(people.get(sample.project.administrator));
			await tx.insertInto('administrators').values({ account: administrator, since: now.toISOString() }).execute();
			return record({ ...by, chain: INSTALLATION, action: 'sample.begun', object: 'sample' }, people);
		},
		now,
	);
	const cast = new Map<string, Account>();
	for (const [key, id] of ids) cast.set(key, await inventedAccount(db, id));
	return cast;
}
