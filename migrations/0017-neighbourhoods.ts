import { type Kysely, sql } from 'kysely';

/** What neighbourhood a project is for, whom it was opened to by mail, and how long it is kept after its work has ended. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const column of ['name_key', 'municipality', 'area', 'archetype', 'edition', 'planned_start', 'planned_end', 'shown_since'])
		await db.schema.alterTable('projects').addColumn(column, 'text').execute();
	await db.schema
		.alterTable('projects')
		.addColumn('kept_years', 'integer', (c) => c.notNull().defaultTo(2))
		.execute();
	await sql`update projects set name_key = lower(trim(name))`.execute(db);
	// Projects of before have no municipality, and so are not in each other's way.
	await db.schema.createIndex('projects_name').on('projects').columns(['organisation', 'municipality', 'name_key']).unique().execute();
	await db.schema
		.createTable('project_areas')
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('code', 'text', (c) => c.notNull())
		.addColumn('year', 'integer', (c) => c.notNull())
		.addPrimaryKeyConstraint('project_areas_key', ['project', 'code', 'year'])
		.execute();
	await db.schema
		.createTable('project_invitations')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('hash', 'text', (c) => c.notNull().unique())
		.addColumn('address', 'text', (c) => c.notNull())
		.addColumn('address_key', 'text', (c) => c.notNull())
		.addColumn('language', 'text', (c) => c.notNull())
		.addColumn('role', 'text', (c) => c.notNull())
		.addColumn('subproject', 'text', (c) => c.references('subprojects.id').onDelete('cascade'))
		.addColumn('organisation_name', 'text', (c) => c.notNull())
		.addColumn('organisation_kind', 'text', (c) => c.notNull())
		.addColumn('letter', 'text', (c) => c.notNull())
		.addColumn('inviter', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('invited_at', 'text', (c) => c.notNull())
		.addColumn('expires_at', 'text', (c) => c.notNull())
		.addColumn('accepted_at', 'text')
		.addColumn('withdrawn_at', 'text')
		.addColumn('declined_at', 'text')
		.addColumn('informed_since', 'text')
		.execute();
	await db.schema.createIndex('project_invitations_project').on('project_invitations').columns(['project', 'address_key']).execute();
	await db.schema.createIndex('project_invitations_address').on('project_invitations').column('address_key').execute();
	await db.schema
		.createTable('project_warnings')
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('warning', 'text', (c) => c.notNull())
		.addColumn('term', 'text', (c) => c.notNull())
		.addColumn('told_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('project_warnings_key', ['project', 'warning', 'term'])
		.execute();
}
