import type { Kysely } from 'kysely';

/** Who is at the table of a project: the register of stakeholders, and what was judged of each. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('stakeholders')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
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
	await db.schema.createIndex('stakeholders_of').on('stakeholders').columns(['project', 'id']).execute();
	await db.schema
		.createTable('stakeholder_versions')
		.addColumn('stakeholder', 'text', (c) => c.notNull().references('stakeholders.id').onDelete('cascade'))
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('owner', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('changed_by', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('changed_at', 'text', (c) => c.notNull())
		.addColumn('content', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('stakeholder_versions_key', ['stakeholder', 'version'])
		.execute();
	await db.schema
		.createTable('stakeholder_removals')
		.addColumn('stakeholder', 'text', (c) => c.primaryKey().references('stakeholders.id').onDelete('cascade'))
		.addColumn('account', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('at', 'text', (c) => c.notNull())
		.addColumn('reason', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('stakeholder_judgements')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('stakeholder', 'text', (c) => c.notNull().references('stakeholders.id').onDelete('cascade'))
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('made_at', 'text', (c) => c.notNull())
		.addColumn('channel', 'text', (c) => c.notNull())
		.addColumn('content', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('stakeholder_judgements_of').on('stakeholder_judgements').columns(['stakeholder', 'made_at']).execute();
	await db.schema.createIndex('stakeholder_judgements_by').on('stakeholder_judgements').column('author').execute();
}
