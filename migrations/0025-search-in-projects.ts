import { type Kysely, sql } from 'kysely';

/** The version of what is locked stands in its index, so that a search learns from there alone what it has opened before. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropIndex('entries_locked').execute();
	await db.schema
		.createIndex('entries_locked')
		.on('entries')
		.columns(['project', 'happened_on', 'id', 'level', 'author', 'kind', 'version'])
		.where(sql.ref('level'), '!=', sql.lit('internal'))
		.execute();
}
