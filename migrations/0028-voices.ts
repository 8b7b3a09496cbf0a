import type { Kysely } from 'kysely';

/**
 * Parties that colleagues without an account name, at an address that somebody of the project hands out; who is not at the table but
 * matters, and at which decision they were thought of; and which stakeholders take part without an account.
 */
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
	await db.schema
		.createTable('absent_voices')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('proposal', 'text', (c) => c.notNull())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('question', 'text', (c) => c.notNull())
		.addColumn('spokesperson', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('spokesperson_name', 'text', (c) => c.notNull())
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('added_at', 'text', (c) => c.notNull())
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('changed_by', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('changed_at', 'text', (c) => c.notNull())
		.addColumn('left_at', 'text')
		.addColumn('left_by', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('left_reason', 'text')
		.execute();
	await db.schema.createIndex('absent_voices_of').on('absent_voices').columns(['project', 'id']).execute();
	await db.schema
		.createTable('voice_thoughts')
		.addColumn('entry', 'text', (c) => c.notNull().references('entries.id').onDelete('cascade'))
		.addColumn('voice', 'text', (c) => c.notNull().references('absent_voices.id').onDelete('cascade'))
		.addColumn('account', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('thought_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('voice_thoughts_key', ['entry', 'voice'])
		.execute();
	await db.schema.createIndex('voice_thoughts_of').on('voice_thoughts').column('voice').execute();
	await db.schema
		.createTable('stakeholder_seats')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('stakeholder', 'text', (c) => c.notNull().references('stakeholders.id').onDelete('cascade'))
		.addColumn('from_on', 'text', (c) => c.notNull())
		.addColumn('until_on', 'text')
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('added_at', 'text', (c) => c.notNull())
		.addColumn('ended_by', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('content', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('stakeholder_seats_of').on('stakeholder_seats').column('stakeholder').execute();
}
