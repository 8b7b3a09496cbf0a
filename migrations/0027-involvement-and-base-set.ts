import type { Kysely } from 'kysely';

/** When and how each stakeholder is involved; and what a municipality knows of stakeholders in all its neighbourhoods. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('stakeholder_involvements')
		.addColumn('involvement', 'text', (c) => c.notNull())
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('stakeholder', 'text', (c) => c.notNull().references('stakeholders.id').onDelete('cascade'))
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('owner', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('made_at', 'text', (c) => c.notNull())
		.addColumn('channel', 'text', (c) => c.notNull())
		.addColumn('content', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('stakeholder_involvements_key', ['involvement', 'version'])
		.execute();
	await db.schema.createIndex('stakeholder_involvements_of').on('stakeholder_involvements').column('stakeholder').execute();
	await db.schema
		.createTable('stakeholder_rhythms')
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('of_group', 'text', (c) => c.notNull())
		.addColumn('months', 'integer', (c) => c.notNull())
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('set_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('stakeholder_rhythms_key', ['project', 'of_group'])
		.execute();
	await db.schema
		.createTable('base_stakeholders')
		.addColumn('base', 'text', (c) => c.notNull())
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('organisation', 'text', (c) => c.notNull().references('organisations.id').onDelete('cascade'))
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('made_at', 'text', (c) => c.notNull())
		.addColumn('content', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('base_stakeholders_key', ['base', 'version'])
		.execute();
	await db.schema.createIndex('base_stakeholders_of').on('base_stakeholders').column('organisation').execute();
	await db.schema
		.createTable('base_answers')
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('base', 'text', (c) => c.notNull())
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('stakeholder', 'text', (c) => c.references('stakeholders.id').onDelete('cascade'))
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('made_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('base_answers_key', ['project', 'base'])
		.execute();
}
