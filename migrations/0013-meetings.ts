import type { Kysely } from 'kysely';

/** Meetings with guests: who came in by a code, and what they had to say. Without its project or its meeting, nothing of it stays. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('meetings')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('host', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('question', 'text', (c) => c.notNull())
		.addColumn('code', 'text', (c) => c.unique())
		.addColumn('sealed_code', 'text')
		.addColumn('opened_at', 'text', (c) => c.notNull())
		.addColumn('open_until', 'text', (c) => c.notNull())
		.addColumn('locked_at', 'text')
		.execute();
	await db.schema.createIndex('meetings_project').on('meetings').column('project').execute();
	await db.schema
		.createTable('guests')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('meeting', 'text', (c) => c.notNull().references('meetings.id').onDelete('cascade'))
		.addColumn('hash', 'text', (c) => c.notNull().unique())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('joined_at', 'text', (c) => c.notNull())
		.addColumn('sent_away_at', 'text')
		.execute();
	await db.schema.createIndex('guests_meeting').on('guests').column('meeting').execute();
	await db.schema
		.createTable('contributions')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('meeting', 'text', (c) => c.notNull().references('meetings.id').onDelete('cascade'))
		.addColumn('guest', 'text', (c) => c.references('guests.id').onDelete('set null'))
		.addColumn('text', 'text', (c) => c.notNull())
		.addColumn('sent_at', 'text', (c) => c.notNull())
		.addColumn('shown_at', 'text')
		.execute();
	await db.schema.createIndex('contributions_meeting').on('contributions').column('meeting').execute();
	await db.schema.createIndex('contributions_guest').on('contributions').column('guest').execute();
}
