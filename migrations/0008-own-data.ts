import type { Kysely } from 'kysely';

/** Who was erased, by ids only, so that a backup of before brings nobody back; and operators who are invited by the command line. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('erased')
		.addColumn('pseudonym', 'text', (c) => c.primaryKey())
		.addColumn('at', 'text', (c) => c.notNull())
		.addColumn('invitations', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.alterTable('invitations')
		.addColumn('as_operator', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
}
