import type { Kysely } from 'kysely';

/** Projects that came from another installation: who did what there, by name and without an account here, and what was signed there. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('project_people')
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('pseudonym', 'text', (c) => c.notNull())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('organisation', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('project_people_key', ['project', 'pseudonym'])
		.execute();
	await db.schema
		.createTable('project_hands')
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('list', 'text', (c) => c.notNull())
		.addColumn('record', 'text', (c) => c.notNull())
		.addColumn('field', 'text', (c) => c.notNull())
		.addColumn('person', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('project_hands_key', ['project', 'list', 'record', 'field'])
		.addForeignKeyConstraint('project_hands_person', ['project', 'person'], 'project_people', ['project', 'pseudonym'], (c) =>
			c.onDelete('cascade'),
		)
		.execute();
	await db.schema
		.createTable('journal_witnesses')
		.addColumn('chain', 'text', (c) => c.notNull())
		.addColumn('size', 'integer', (c) => c.notNull())
		.addColumn('head', 'text', (c) => c.notNull())
		.addColumn('note', 'text', (c) => c.notNull())
		.addColumn('key', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('journal_witnesses_key', ['chain', 'size', 'key'])
		.execute();
}
