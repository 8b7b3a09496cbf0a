import type { Kysely } from 'kysely';

/** People, the organisations they belong to, and how they sign in. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('installation')
		.addColumn('id', 'integer', (c) => c.primaryKey())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('set_up_at', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('organisations')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('name_key', 'text', (c) => c.notNull().unique())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('language', 'text', (c) => c.notNull())
		.addColumn('created_at', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('accounts')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('pseudonym', 'text', (c) => c.notNull().unique())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('address', 'text', (c) => c.notNull())
		.addColumn('address_key', 'text', (c) => c.notNull().unique())
		.addColumn('language', 'text', (c) => c.notNull())
		.addColumn('organisation', 'text', (c) => c.notNull().references('organisations.id'))
		.addColumn('password', 'text')
		.addColumn('created_at', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('accounts_organisation').on('accounts').column('organisation').execute();
	await db.schema
		.createTable('operators')
		.addColumn('account', 'text', (c) => c.primaryKey().references('accounts.id').onDelete('cascade'))
		.addColumn('since', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('administrators')
		.addColumn('account', 'text', (c) => c.primaryKey().references('accounts.id').onDelete('cascade'))
		.addColumn('since', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('authenticators')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('account', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
		.addColumn('secret', 'text', (c) => c.notNull())
		.addColumn('added_at', 'text', (c) => c.notNull())
		.addColumn('last_step', 'integer', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('authenticators_account').on('authenticators').column('account').execute();
	await db.schema
		.createTable('recovery_codes')
		.addColumn('hash', 'text', (c) => c.primaryKey())
		.addColumn('account', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
		.addColumn('used_at', 'text')
		.execute();
	await db.schema.createIndex('recovery_codes_account').on('recovery_codes').column('account').execute();
	await db.schema
		.createTable('sign_ins')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('hash', 'text', (c) => c.notNull().unique())
		.addColumn('account', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
		.addColumn('device', 'text', (c) => c.notNull())
		.addColumn('began_at', 'text', (c) => c.notNull())
		.addColumn('seen_at', 'text', (c) => c.notNull())
		.addColumn('proven_at', 'text')
		.addColumn('new_secret', 'text')
		.execute();
	await db.schema.createIndex('sign_ins_account').on('sign_ins').column('account').execute();
	await db.schema
		.createTable('known_devices')
		.addColumn('hash', 'text', (c) => c.primaryKey())
		.addColumn('account', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
		.addColumn('since', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('invitations')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('hash', 'text', (c) => c.notNull().unique())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('address', 'text', (c) => c.notNull())
		.addColumn('address_key', 'text', (c) => c.notNull())
		.addColumn('language', 'text', (c) => c.notNull())
		.addColumn('organisation', 'text', (c) => c.notNull().references('organisations.id'))
		.addColumn('as_administrator', 'integer', (c) => c.notNull())
		.addColumn('letter', 'text', (c) => c.notNull())
		.addColumn('inviter', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('invited_at', 'text', (c) => c.notNull())
		.addColumn('expires_at', 'text', (c) => c.notNull())
		.addColumn('accepted_at', 'text')
		.addColumn('withdrawn_at', 'text')
		.execute();
	await db.schema.createIndex('invitations_organisation').on('invitations').column('organisation').execute();
	await db.schema
		.createTable('password_resets')
		.addColumn('hash', 'text', (c) => c.primaryKey())
		.addColumn('account', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
		.addColumn('expires_at', 'text', (c) => c.notNull())
		.addColumn('used_at', 'text')
		.execute();
	await db.schema
		.createTable('set_up_keys')
		.addColumn('hash', 'text', (c) => c.primaryKey())
		.addColumn('made_at', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('limits')
		.addColumn('key', 'text', (c) => c.primaryKey())
		.addColumn('spent', 'integer', (c) => c.notNull())
		.addColumn('until', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('limits_until').on('limits').column('until').execute();
}
