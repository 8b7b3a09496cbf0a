import { type Kysely, sql } from 'kysely';

/** What is locked in a logbook, found without going past all the rest; and the secret address of somebody’s agenda. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createIndex('entries_locked')
		.on('entries')
		.columns(['project', 'happened_on', 'id', 'level', 'author'])
		.where(sql.ref('level'), '!=', sql.lit('internal'))
		.execute();
	await db.schema
		.createTable('agendas')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('account', 'text', (c) => c.notNull().unique().references('accounts.id').onDelete('cascade'))
		.addColumn('hash', 'text', (c) => c.notNull().unique())
		.addColumn('made_at', 'text', (c) => c.notNull())
		.execute();
}
