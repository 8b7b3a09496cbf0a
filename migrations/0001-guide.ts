import { type Kysely, sql } from 'kysely';

/** Releases of the content, and the index to find things in the newest one. */
export async function up(db: Kysely<unknown>, engine: 'sqlite' | 'postgres'): Promise<void> {
	await db.schema
		.createTable('releases')
		.addColumn('id', 'integer', (c) => c.primaryKey())
		.addColumn('at', 'text', (c) => c.notNull())
		.addColumn('hash', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('release_texts')
		.addColumn('hash', 'text', (c) => c.primaryKey())
		.addColumn('text', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('release_files')
		.addColumn('release', 'integer', (c) => c.notNull().references('releases.id').onDelete('cascade'))
		.addColumn('path', 'text', (c) => c.notNull())
		.addColumn('text_hash', 'text', (c) => c.notNull().references('release_texts.hash'))
		.addPrimaryKeyConstraint('release_files_key', ['release', 'path'])
		.execute();

	await db.schema
		.createTable('search_records')
		.addColumn('id', 'integer', (c) => c.primaryKey())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('language', 'text', (c) => c.notNull())
		.addColumn('path', 'text', (c) => c.notNull())
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('lead', 'text', (c) => c.notNull())
		.addColumn('body', 'text', (c) => c.notNull())
		.addColumn('title_words', 'text', (c) => c.notNull())
		.addColumn('lead_words', 'text', (c) => c.notNull())
		.addColumn('body_words', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('search_labels')
		.addColumn('record', 'integer', (c) => c.notNull().references('search_records.id').onDelete('cascade'))
		.addColumn('label', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('search_labels_key', ['label', 'record'])
		.execute();
	await db.schema
		.createTable('search_words')
		.addColumn('language', 'text', (c) => c.notNull())
		.addColumn('word', 'text', (c) => c.notNull())
		.addColumn('written', 'text', (c) => c.notNull())
		.addColumn('records', 'integer', (c) => c.notNull())
		.addPrimaryKeyConstraint('search_words_key', ['language', 'word'])
		.execute();

	if (engine === 'sqlite') {
		await sql`create virtual table search_index using fts5(
			title_words, lead_words, body_words, content='', contentless_delete=1, tokenize='unicode61', prefix='3 4')`.execute(db);
	} else {
		await sql`alter table search_records add column words tsvector generated always as (
			setweight(to_tsvector('simple', title_words), 'A') || setweight(to_tsvector('simple', lead_words), 'B') ||
			setweight(to_tsvector('simple', body_words), 'C')) stored`.execute(db);
		await sql`create index search_records_words on search_records using gin (words)`.execute(db);
	}
}
