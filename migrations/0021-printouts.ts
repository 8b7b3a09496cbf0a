import type { Kysely } from 'kysely';

/** What people asked to have on paper, as long as it is kept. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('printouts')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('account', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
		.addColumn('role', 'text', (c) => c.notNull())
		.addColumn('subproject', 'text')
		.addColumn('choice', 'text', (c) => c.notNull())
		.addColumn('asked_at', 'text', (c) => c.notNull())
		.addColumn('tries', 'integer', (c) => c.notNull())
		.addColumn('begun_at', 'text')
		.addColumn('step', 'text')
		.addColumn('made_at', 'text')
		.addColumn('failed_at', 'text')
		.addColumn('bytes', 'integer')
		.addColumn('lock', 'text')
		.addColumn('expires_at', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('printouts_project').on('printouts').columns(['project', 'account']).execute();
	await db.schema.createIndex('printouts_account').on('printouts').column('account').execute();
}
