import { type Kysely, sql } from 'kysely';

/**
 * The search index in narrow tables: words apart from texts, so that a word half of all records hold is counted without
 * reading any of them. The index follows from a release; it is emptied here and filled anew at the start that follows.
 */
export async function up(db: Kysely<unknown>, engine: 'sqlite' | 'postgres'): Promise<void> {
	if (engine === 'sqlite') await db.schema.dropTable('search_index').execute();
	for (const table of ['search_labels', 'search_records', 'search_words']) await db.schema.dropTable(table).execute();

	await db.schema
		.createTable('search_records')
		.addColumn('id', 'integer', (c) => c.primaryKey())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('language', 'text', (c) => c.notNull())
		.addColumn('path', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('search_texts')
		.addColumn('record', 'integer', (c) => c.primaryKey().references('search_records.id').onDelete('cascade'))
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('lead', 'text', (c) => c.notNull())
		.addColumn('body', 'text', (c) => c.notNull())
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
	await db.schema.createIndex('search_words_written').on('search_words').columns(['language', 'written']).execute();
	await db.schema
		.createTable('search_state')
		.addColumn('release', 'integer', (c) => c.primaryKey())
		.addColumn('analysis', 'integer', (c) => c.notNull())
		.execute();

	if (engine === 'sqlite') {
		await sql`create virtual table search_index using fts5(
			title_words, lead_words, body_words, content='', contentless_delete=1, tokenize='unicode61', prefix='3 4')`.execute(db);
		return;
	}
	// A GIN index knows no weights, so each depth has a column of its own: what the index says then needs no second look at the
	// words, which are kept out of the way of everything else.
	await sql`alter table search_records set (toast_tuple_target = 128)`.execute(db);
	for (const [depth, column] of Object.entries({ title: 'title_words', lead: 'lead_words', anywhere: 'all_words' })) {
		await sql`alter table search_records add column ${sql.ref(column)} tsvector not null`.execute(db);
		await sql`alter table search_records alter column ${sql.ref(column)} set storage external`.execute(db);
		await sql`create index ${sql.ref(`search_records_${column}`)} on search_records using gin (${sql.ref(column)})`.execute(db);
		// The planner takes unpacking a stored tsvector for free and would rather read them all than ask the index.
		await sql`create function ${sql.ref(`search_hits_${depth}`)} (question tsquery, wanted text) returns table (id integer, kind text)
			language sql stable set enable_seqscan = off
			as ${sql.lit(`select id, kind from search_records where ${column} @@ question and language = wanted`)}`.execute(db);
	}
}
