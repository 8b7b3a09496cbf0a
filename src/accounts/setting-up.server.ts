import type { OrganisationKind } from '#organisations/organisation.ts';
import { insertOrganisation } from '#organisations/organisations.server.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { hashOfToken, newToken } from '#platform/tokens.ts';
import { entry } from './entry.ts';
import { insertAccount } from './new-account.server.ts';
import { hashPassword } from './password.server.ts';
import { openHalfway } from './sign-ins.server.ts';

/** Whether somebody set this installation up. */
export async function isSetUp(db: Database | Tx): Promise<boolean> {
	return (await db.selectFrom('installation').select('id').executeTakeFirst()) !== undefined;
}

export async function installationName(db: Database | Tx): Promise<string> {
	return (await db.selectFrom('installation').select('name').executeTakeFirst())?.name ?? 'Wijkspoor';
}

/** When this installation was set up (ISO-8601 in UTC), or null while it is not. */
export async function installationSince(db: Database | Tx): Promise<string | null> {
	return (await db.selectFrom('installation').select('set_up_at').executeTakeFirst())?.set_up_at ?? null;
}

/** Makes the one-time key of an installation nobody has set up; the one of an earlier start is worth nothing any more. */
export async function newSetUpKey(db: Database, now: Date = new Date()): Promise<string> {
	const key = newToken();
	await db.transaction().execute(async (tx) => {
		await tx.deleteFrom('set_up_keys').execute();
		await tx
			.insertInto('set_up_keys')
			.values({ hash: hashOfToken(key), made_at: now.toISOString() })
			.execute();
	});
	return key;
}

/** Whether this key still opens the first door. */
export async function isSetUpKey(db: Database | Tx, key: string): Promise<boolean> {
	const row = await db.selectFrom('set_up_keys').select('hash').where('hash', '=', hashOfToken(key)).executeTakeFirst();
	return row !== undefined && !(await isSetUp(db));
}

export interface FirstThings {
	installation: string;
	organisation: { name: string; kind: OrganisationKind };
	name: string;
	address: string;
	addressKey: string;
	language: Language;
	password: string;
}

/**
 * Sets the installation up: its name, its first organisation, and its first operator, who also administers that organisation.
 * Gives the token of a sign-in that waits for a second factor. Refuses when the key is used up.
 */
export async function setUp(
	db: Database,
	keys: Keys,
	key: string,
	first: FirstThings,
	device: string,
	now: Date = new Date(),
): Promise<string> {
	const password = await hashPassword(first.password);
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			if (!(await isSetUpKey(tx, key))) {
				note('installation.set-up', 'refused');
				throw new Refusal('not-found', 'platform.notFound');
			}
			await tx.deleteFrom('set_up_keys').execute();
			await tx.insertInto('installation').values({ id: 1, name: first.installation, set_up_at: now.toISOString() }).execute();
			const organisation = await insertOrganisation(tx, { ...first.organisation, language: first.language }, now);
			const account = await insertOperator(tx, { ...first, organisation, password }, now);
			await tx.insertInto('administrators').values({ account: account.id, since: now.toISOString() }).execute();
			return record(
				entry(account.pseudonym, 'set-up', 'installation', { name: first.installation, organisation: first.organisation }),
				openHalfway(tx, account.id, device, now),
			);
		},
		now,
	);
}

async function insertOperator(
	tx: Tx,
	{
		name,
		address,
		addressKey,
		language,
		organisation,
		password,
	}: Omit<FirstThings, 'organisation' | 'installation'> & { organisation: string },
	now: Date,
) {
	const account = await insertAccount(tx, { name, address, addressKey, language, organisation, password }, now);
	await tx.insertInto('operators').values({ account: account.id, since: now.toISOString() }).execute();
	return account;
}
