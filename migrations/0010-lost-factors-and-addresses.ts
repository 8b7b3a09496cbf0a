import type { Kysely } from 'kysely';

/** Second factors that two people have removed, and mail addresses that change. Both can be taken back for a while. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('factor_resets')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('account', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
		.addColumn('starter', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('started_at', 'text', (c) => c.notNull())
		.addColumn('confirmer', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('confirmed_at', 'text')
		.addColumn('ready_at', 'text')
		.addColumn('stop_hash', 'text', (c) => c.unique())
		.addColumn('expires_at', 'text', (c) => c.notNull())
		.addColumn('stopped_at', 'text')
		.addColumn('withdrawn_at', 'text')
		.addColumn('used_at', 'text')
		.execute();
	await db.schema.createIndex('factor_resets_account').on('factor_resets').column('account').execute();
	await db.schema
		.createTable('address_changes')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('account', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
		.addColumn('address', 'text', (c) => c.notNull())
		.addColumn('address_key', 'text', (c) => c.notNull())
		.addColumn('hash', 'text', (c) => c.notNull().unique())
		.addColumn('letter', 'text')
		.addColumn('asked_at', 'text', (c) => c.notNull())
		.addColumn('expires_at', 'text', (c) => c.notNull())
		.addColumn('confirmed_at', 'text')
		.addColumn('former', 'text')
		.addColumn('former_key', 'text')
		.addColumn('undo_hash', 'text', (c) => c.unique())
		.addColumn('undo_letter', 'text')
		.addColumn('undo_until', 'text')
		.addColumn('undone_at', 'text')
		.execute();
	await db.schema.createIndex('address_changes_account').on('address_changes').column('account').execute();
	await db.schema.createIndex('address_changes_former').on('address_changes').column('former_key').execute();
}
