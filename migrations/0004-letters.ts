import { type Kysely, sql } from 'kysely';

/** Letters to people: what lies in their inbox, and what waits to be sent by mail. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('letters')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('account', 'text')
		.addColumn('address', 'text', (c) => c.notNull())
		.addColumn('language', 'text', (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('subject', 'text', (c) => c.notNull())
		.addColumn('body', 'text', (c) => c.notNull())
		.addColumn('secret', 'text')
		.addColumn('secret_until', 'text')
		.addColumn('message_id', 'text')
		.addColumn('written_at', 'text', (c) => c.notNull())
		.addColumn('read_at', 'text')
		.addColumn('sent_at', 'text')
		.addColumn('given_up_at', 'text')
		.addColumn('attempts', 'integer', (c) => c.notNull())
		.addColumn('next_attempt_at', 'text', (c) => c.notNull())
		.addColumn('last_error', 'text')
		.execute();
	await db.schema.createIndex('letters_account').on('letters').columns(['account', 'written_at']).execute();
	await db.schema
		.createIndex('letters_waiting')
		.on('letters')
		.column('next_attempt_at')
		.where(sql.ref('sent_at'), 'is', null)
		.where(sql.ref('given_up_at'), 'is', null)
		.execute();
}
