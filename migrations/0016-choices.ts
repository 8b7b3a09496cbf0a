import { type Kysely, sql } from 'kysely';

/** What people want by mail, when they were here last, who may not come in for now, and the look of an organisation. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.alterTable('letters')
		.addColumn('way', 'text', (c) => c.notNull().defaultTo('now'))
		.execute();
	await db.schema.alterTable('letters').addColumn('told_at', 'text').execute();
	await db.schema
		.createIndex('letters_for_digest')
		.on('letters')
		.columns(['account', 'written_at'])
		.where(sql.ref('way'), '=', sql.lit('daily'))
		.where(sql.ref('told_at'), 'is', null)
		.execute();
	await db.schema
		.createTable('letter_choices')
		.addColumn('account', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('way', 'text', (c) => c.notNull())
		.addColumn('chosen_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('letter_choices_key', ['account', 'kind'])
		.execute();
	await db.schema
		.createTable('deactivations')
		.addColumn('account', 'text', (c) => c.primaryKey().references('accounts.id').onDelete('cascade'))
		.addColumn('since', 'text', (c) => c.notNull())
		.execute();
	await db.schema.alterTable('accounts').addColumn('signed_in_at', 'text').execute();
	await db.schema.alterTable('accounts').addColumn('signed_in_before', 'text').execute();
	await db.schema.alterTable('organisations').addColumn('theme', 'text').execute();
}
