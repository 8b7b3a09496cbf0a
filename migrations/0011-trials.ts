import type { Kysely } from 'kysely';

/** Organisations on trial: whether trials are offered, who asked for one, until when one runs, and what was told about its end. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('trials')
		.addColumn('organisation', 'text', (c) => c.primaryKey().references('organisations.id'))
		.addColumn('wished_name', 'text', (c) => c.notNull())
		.addColumn('purpose', 'text', (c) => c.notNull())
		.addColumn('asker', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('began_at', 'text', (c) => c.notNull())
		.addColumn('until', 'text', (c) => c.notNull())
		.addColumn('extended_at', 'text')
		.execute();
	await db.schema
		.createTable('trial_requests')
		.addColumn('hash', 'text', (c) => c.primaryKey())
		.addColumn('id', 'text', (c) => c.notNull().unique())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('address', 'text', (c) => c.notNull())
		.addColumn('address_key', 'text', (c) => c.notNull())
		.addColumn('language', 'text', (c) => c.notNull())
		.addColumn('organisation', 'text', (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('purpose', 'text', (c) => c.notNull())
		.addColumn('letter', 'text', (c) => c.notNull())
		.addColumn('asked_at', 'text', (c) => c.notNull())
		.addColumn('expires_at', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('trial_requests_address').on('trial_requests').column('address_key').execute();
	await db.schema
		.createTable('trial_warnings')
		.addColumn('organisation', 'text', (c) => c.notNull().references('trials.organisation').onDelete('cascade'))
		.addColumn('warning', 'text', (c) => c.notNull())
		.addColumn('until', 'text', (c) => c.notNull())
		.addColumn('told_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('trial_warnings_key', ['organisation', 'warning', 'until'])
		.execute();
	await db.schema
		.createTable('trial_offer')
		.addColumn('id', 'integer', (c) => c.primaryKey())
		.addColumn('since', 'text', (c) => c.notNull())
		.execute();
}
