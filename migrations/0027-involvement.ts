import type { Kysely } from 'kysely';

/** When and how each stakeholder is involved, and after how many months without it somebody should wonder. */
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
}
