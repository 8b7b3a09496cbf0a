import type { Kysely } from 'kysely';

/** Parties that colleagues without an account name, at an address that somebody of the project hands out. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('blind_spot_links')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('hash', 'text', (c) => c.unique())
		.addColumn('question', 'text', (c) => c.notNull())
		.addColumn('maker', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('made_at', 'text', (c) => c.notNull())
		.addColumn('open_until', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('blind_spot_links_of').on('blind_spot_links').columns(['project', 'id']).execute();
	await db.schema
		.createTable('named_parties')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('link', 'text', (c) => c.notNull().references('blind_spot_links.id').onDelete('cascade'))
		.addColumn('named_by', 'text', (c) => c.notNull())
		.addColumn('named_at', 'text', (c) => c.notNull())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('why', 'text', (c) => c.notNull())
		.addColumn('known_by', 'text', (c) => c.notNull())
		.addColumn('settled_at', 'text')
		.addColumn('settled_by', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('stakeholder', 'text', (c) => c.references('stakeholders.id').onDelete('set null'))
		.addColumn('set_aside_reason', 'text')
		.execute();
	await db.schema.createIndex('named_parties_of').on('named_parties').columns(['project', 'id']).execute();
	await db.schema.createIndex('named_parties_at').on('named_parties').column('link').execute();
}
