import { type Kysely, sql } from 'kysely';

/** What is locked in a logbook is few among many: who looks for words in it finds it without going past all the rest. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createIndex('entries_locked')
		.on('entries')
		.columns(['project', 'happened_on', 'id', 'level', 'author'])
		.where(sql.ref('level'), '!=', sql.lit('internal'))
		.execute();
}
