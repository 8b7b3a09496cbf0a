import type { Kysely } from 'kysely';

/** Where people sign in with their own organisation, which mail domains it may bring, and whom it knows by which name. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('identity_providers')
		.addColumn('organisation', 'text', (c) => c.primaryKey().references('organisations.id').onDelete('cascade'))
		.addColumn('issuer', 'text', (c) => c.notNull())
		.addColumn('client_id', 'text', (c) => c.notNull())
		.addColumn('client_secret', 'text', (c) => c.notNull())
		.addColumn('vouchers', 'text', (c) => c.notNull())
		.addColumn('set_at', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('provider_domains')
		.addColumn('domain', 'text', (c) => c.primaryKey())
		.addColumn('organisation', 'text', (c) => c.notNull().references('identity_providers.organisation').onDelete('cascade'))
		.execute();
	await db.schema.createIndex('provider_domains_organisation').on('provider_domains').column('organisation').execute();
	await db.schema
		.createTable('identities')
		.addColumn('issuer', 'text', (c) => c.notNull())
		.addColumn('subject', 'text', (c) => c.notNull())
		.addColumn('account', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
		.addColumn('linked_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('identities_key', ['issuer', 'subject'])
		.execute();
	await db.schema.createIndex('identities_account').on('identities').column('account').execute();
}
