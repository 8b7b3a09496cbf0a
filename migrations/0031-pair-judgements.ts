import type { Kysely } from 'kysely';

/** What people say of two items of registers laid beside each other: that they clash or reinforce, that they do not, that it was solved. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('pair_judgements')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('one', 'text', (c) => c.notNull().references('register_items.id').onDelete('cascade'))
		.addColumn('one_version', 'integer', (c) => c.notNull())
		.addColumn('other', 'text', (c) => c.notNull().references('register_items.id').onDelete('cascade'))
		.addColumn('other_version', 'integer', (c) => c.notNull())
		.addColumn('level', 'text', (c) => c.notNull())
		.addColumn('verdict', 'text', (c) => c.notNull())
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('made_at', 'text', (c) => c.notNull())
		.addColumn('channel', 'text', (c) => c.notNull())
		.addColumn('content', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('pair_judgements_of').on('pair_judgements').columns(['project', 'id']).execute();
	await db.schema.createIndex('pair_judgements_on_one').on('pair_judgements').column('one').execute();
	await db.schema.createIndex('pair_judgements_on_other').on('pair_judgements').column('other').execute();
}
