import type { Account } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';

/** Gives somebody a passkey and a link with their organisation, as they stand in the database. Nobody can show either. */
export async function withEveryFactor(db: Database, { id }: Account, now: Date): Promise<void> {
	const at = now.toISOString();
	await db
		.insertInto('passkeys')
		.values({ id: `sleutel-${id}`, account: id, credential: id, public_key: '', counter: '0', name: 'Laptop', added_at: at, used_at: null })
		.execute();
	await db.insertInto('identities').values({ issuer: 'https://login.example', subject: id, account: id, linked_at: at }).execute();
}
