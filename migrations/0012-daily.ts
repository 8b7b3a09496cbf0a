import type { Kysely } from 'kysely';

/** What the house does by itself once a day, a row that shows whether it can still be written, and limits that say what they limit. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('daily_runs')
		.addColumn('job', 'text', (c) => c.notNull())
		.addColumn('day', 'text', (c) => c.notNull())
		.addColumn('attempt', 'integer', (c) => c.notNull())
		.addColumn('began_at', 'text', (c) => c.notNull())
		.addColumn('claimed_until', 'text', (c) => c.notNull())
		.addColumn('ended_at', 'text')
		.addColumn('good', 'integer')
		.addColumn('said', 'text')
		.addPrimaryKeyConstraint('daily_runs_key', ['job', 'day', 'attempt'])
		.execute();
	await db.schema
		.createTable('write_tests')
		.addColumn('id', 'integer', (c) => c.primaryKey())
		.addColumn('at', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.alterTable('limits')
		.addColumn('name', 'text', (c) => c.notNull().defaultTo(''))
		.execute();
	await db.schema
		.alterTable('limits')
		.addColumn('most', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
}
