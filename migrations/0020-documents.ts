import type { Kysely } from 'kysely';

/** The files of documents in the logbook, and what stands in them. Without the project or the entry nothing of them stays. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('files')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('mark', 'text', (c) => c.notNull())
		.addColumn('bytes', 'integer', (c) => c.notNull())
		.addColumn('type', 'text', (c) => c.notNull())
		.addColumn('lock', 'text', (c) => c.notNull())
		.addColumn('scan', 'text', (c) => c.notNull())
		.addColumn('scan_tried_at', 'text')
		.addColumn('picture', 'text')
		.addColumn('kept_at', 'text', (c) => c.notNull())
		.addUniqueConstraint('files_mark', ['project', 'mark'])
		.execute();
	await db.schema.createIndex('files_scan').on('files').column('scan').execute();
	await db.schema
		.createTable('document_versions')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('entry', 'text', (c) => c.notNull().references('entries.id').onDelete('cascade'))
		.addColumn('number', 'integer', (c) => c.notNull())
		.addColumn('file', 'text', (c) => c.notNull().references('files.id').onDelete('cascade'))
		.addColumn('told', 'text', (c) => c.notNull())
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('added_at', 'text', (c) => c.notNull())
		.addUniqueConstraint('document_versions_number', ['entry', 'number'])
		.execute();
	await db.schema.createIndex('document_versions_file').on('document_versions').column('file').execute();
	await db.schema.createIndex('document_versions_author').on('document_versions').column('author').execute();
	await db.schema
		.createTable('document_texts')
		.addColumn('version', 'text', (c) => c.notNull().references('document_versions.id').onDelete('cascade'))
		.addColumn('page', 'integer', (c) => c.notNull())
		.addColumn('text', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('document_texts_key', ['version', 'page'])
		.execute();
}
