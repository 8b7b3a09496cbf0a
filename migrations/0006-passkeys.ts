import type { Kysely } from 'kysely';

/** Passkeys of people, and what they are asked to sign. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('passkeys')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('account', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
		.addColumn('credential', 'text', (c) => c.notNull().unique())
		.addColumn('public_key', 'text', (c) => c.notNull())
		.addColumn('counter', 'text', (c) => c.notNull())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('added_at', 'text', (c) => c.notNull())
		.addColumn('used_at', 'text')
		.execute();
	await db.schema.createIndex('passkeys_account').on('passkeys').column('account').execute();
	await db.schema
		.createTable('passkey_challenges')
		.addColumn('hash', 'text', (c) => c.primaryKey())
		.addColumn('purpose', 'text', (c) => c.notNull())
		.addColumn('expires_at', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('passkey_challenges_expires').on('passkey_challenges').column('expires_at').execute();
}
