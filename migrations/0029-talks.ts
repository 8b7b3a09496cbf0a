import type { Kysely } from 'kysely';

/** What is said in confidence, and what of it was released. Everything that says something is sealed, also below the core. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('talks')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('interviewer', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('person', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('planned_at', 'text', (c) => c.notNull())
		.addColumn('stage', 'text', (c) => c.notNull())
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('content', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('talks_of').on('talks').columns(['project', 'id']).execute();
	await db.schema
		.createTable('talk_lines')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('talk', 'text', (c) => c.references('talks.id').onDelete('cascade'))
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('written_at', 'text', (c) => c.notNull())
		.addColumn('channel', 'text', (c) => c.notNull())
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('content', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('talk_lines_of').on('talk_lines').columns(['talk', 'id']).execute();
	await db.schema.createIndex('talk_lines_by').on('talk_lines').columns(['author', 'id']).execute();
	await db.schema
		.createTable('shared_items')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('line', 'text', (c) => c.unique().references('talk_lines.id').onDelete('set null'))
		.addColumn('level', 'text', (c) => c.notNull())
		.addColumn('owner', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('sharer', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('shared_at', 'text', (c) => c.notNull())
		.addColumn('channel', 'text', (c) => c.notNull())
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('changed_at', 'text', (c) => c.notNull())
		.addColumn('content', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('shared_items_of').on('shared_items').columns(['project', 'id']).execute();
	await db.schema
		.createTable('shared_remarks')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('item', 'text', (c) => c.notNull().references('shared_items.id').onDelete('cascade'))
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('made_at', 'text', (c) => c.notNull())
		.addColumn('owner', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('content', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('shared_remarks_of').on('shared_remarks').columns(['item', 'id']).execute();
}
