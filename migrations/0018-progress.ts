import type { Kysely } from 'kysely';

/** How far a project is at each junction: what changed and why, what members propose, what is sensitive here, and what waits on what besides the method. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('progress_changes')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('subproject', 'text', (c) => c.references('subprojects.id').onDelete('cascade'))
		.addColumn('place', 'text', (c) => c.notNull())
		.addColumn('junction', 'text', (c) => c.notNull())
		.addColumn('seq', 'integer', (c) => c.notNull())
		.addColumn('status', 'text', (c) => c.notNull())
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('happened_on', 'text')
		.addColumn('owner', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('planned_from', 'text')
		.addColumn('planned_until', 'text')
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('accepted_by', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('made_at', 'text', (c) => c.notNull())
		.addColumn('channel', 'text', (c) => c.notNull())
		.addUniqueConstraint('progress_changes_seq', ['place', 'junction', 'seq'])
		.execute();
	await db.schema.createIndex('progress_changes_project').on('progress_changes').columns(['project', 'made_at']).execute();
	await db.schema
		.createTable('progress_proposals')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('subproject', 'text', (c) => c.references('subprojects.id').onDelete('cascade'))
		.addColumn('junction', 'text', (c) => c.notNull())
		.addColumn('status', 'text', (c) => c.notNull())
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('happened_on', 'text')
		.addColumn('owner', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('planned_from', 'text')
		.addColumn('planned_until', 'text')
		.addColumn('proposer', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('proposed_at', 'text', (c) => c.notNull())
		.addColumn('settled_at', 'text')
		.addColumn('settled_by', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('change', 'text', (c) => c.references('progress_changes.id').onDelete('set null'))
		.addColumn('decline_reason', 'text')
		.execute();
	await db.schema.createIndex('progress_proposals_project').on('progress_proposals').columns(['project', 'proposed_at']).execute();
	await db.schema
		.createTable('sensitivity_changes')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('junction', 'text', (c) => c.notNull())
		.addColumn('seq', 'integer', (c) => c.notNull())
		.addColumn('sensitive', 'integer', (c) => c.notNull())
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('college_on', 'text')
		.addColumn('college_unneeded', 'text')
		.addColumn('council_on', 'text')
		.addColumn('council_unneeded', 'text')
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('made_at', 'text', (c) => c.notNull())
		.addUniqueConstraint('sensitivity_changes_seq', ['project', 'junction', 'seq'])
		.execute();
	await db.schema
		.createTable('waits')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('junction', 'text', (c) => c.notNull())
		.addColumn('waits_for', 'text', (c) => c.notNull())
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('made_at', 'text', (c) => c.notNull())
		.addColumn('ended_at', 'text')
		.execute();
	await db.schema.createIndex('waits_project').on('waits').column('project').execute();
}
