import type { Kysely } from 'kysely';

/** Organisations that do not exist: those of the sample. What they lead, and who belongs to them, is invented too. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('invented_organisations')
		.addColumn('organisation', 'text', (c) => c.primaryKey().references('organisations.id').onDelete('cascade'))
		.addColumn('since', 'text', (c) => c.notNull())
		.execute();
}
