import type { Kysely } from 'kysely';

/** A project per neighbourhood: who takes part, and what they write down at which level. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('projects')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('organisation', 'text', (c) => c.notNull().references('organisations.id'))
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('key', 'text', (c) => c.notNull())
		.addColumn('began_at', 'text', (c) => c.notNull())
		.addColumn('archived_at', 'text')
		.execute();
	await db.schema.createIndex('projects_organisation').on('projects').column('organisation').execute();
	await db.schema
		.createTable('subprojects')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id'))
		.addColumn('name', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('subprojects_project').on('subprojects').column('project').execute();
	await db.schema
		.createTable('memberships')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id'))
		.addColumn('account', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('role', 'text', (c) => c.notNull())
		.addColumn('subproject', 'text', (c) => c.references('subprojects.id'))
		.addColumn('since', 'text', (c) => c.notNull())
		.addColumn('until', 'text')
		.execute();
	await db.schema.createIndex('memberships_project').on('memberships').columns(['project', 'account']).execute();
	await db.schema.createIndex('memberships_account').on('memberships').column('account').execute();
	await db.schema
		.createTable('notes')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id'))
		.addColumn('subproject', 'text', (c) => c.references('subprojects.id'))
		.addColumn('level', 'text', (c) => c.notNull())
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('text', 'text', (c) => c.notNull())
		.addColumn('written_at', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('notes_project').on('notes').column('project').execute();
	await db.schema
		.createTable('openings')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id'))
		.addColumn('operator', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('opened_at', 'text', (c) => c.notNull())
		.addColumn('until', 'text', (c) => c.notNull())
		.execute();
}
