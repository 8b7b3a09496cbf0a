import type { Kysely } from 'kysely';

/** What a project keeps lists of: ambitions, conditions, risks, goals and the like, with what was remarked of each. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('register_items')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('register', 'text', (c) => c.notNull())
		.addColumn('level', 'text', (c) => c.notNull())
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('owner', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('added_at', 'text', (c) => c.notNull())
		.addColumn('channel', 'text', (c) => c.notNull())
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('changed_by', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('changed_at', 'text', (c) => c.notNull())
		.addColumn('content', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('register_items_of').on('register_items').columns(['project', 'register', 'id']).execute();
	await db.schema
		.createTable('register_versions')
		.addColumn('item', 'text', (c) => c.notNull().references('register_items.id').onDelete('cascade'))
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('owner', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('changed_by', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('changed_at', 'text', (c) => c.notNull())
		.addColumn('content', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('register_versions_key', ['item', 'version'])
		.execute();
	await db.schema
		.createTable('register_removals')
		.addColumn('item', 'text', (c) => c.primaryKey().references('register_items.id').onDelete('cascade'))
		.addColumn('account', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('at', 'text', (c) => c.notNull())
		.addColumn('reason', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('register_remarks')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('item', 'text', (c) => c.notNull().references('register_items.id').onDelete('cascade'))
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('made_at', 'text', (c) => c.notNull())
		.addColumn('channel', 'text', (c) => c.notNull())
		.addColumn('content', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('register_remarks_of').on('register_remarks').columns(['item', 'id']).execute();
}
