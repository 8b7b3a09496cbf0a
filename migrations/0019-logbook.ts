import { type Kysely, sql } from 'kysely';

/** The logbook of a project. The notes there were become entries of it; what was sealed stays sealed as it is. */
export async function up(db: Kysely<unknown>, engine: string): Promise<void> {
	await db.schema
		.createTable('entries')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id'))
		.addColumn('subproject', 'text', (c) => c.references('subprojects.id'))
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('level', 'text', (c) => c.notNull())
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('happened_on', 'text', (c) => c.notNull())
		.addColumn('entered_at', 'text', (c) => c.notNull())
		.addColumn('channel', 'text', (c) => c.notNull())
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('changed_by', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('changed_at', 'text', (c) => c.notNull())
		.addColumn('content', 'text', (c) => c.notNull())
		.addColumn('analysis', 'integer')
		.execute();
	await db.schema.createIndex('entries_by_day').on('entries').columns(['project', 'happened_on', 'id']).execute();
	await db.schema.createIndex('entries_by_author').on('entries').columns(['project', 'author']).execute();
	await db.schema
		.createTable('entry_versions')
		.addColumn('entry', 'text', (c) => c.notNull().references('entries.id').onDelete('cascade'))
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('happened_on', 'text', (c) => c.notNull())
		.addColumn('changed_by', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('changed_at', 'text', (c) => c.notNull())
		.addColumn('content', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('entry_versions_key', ['entry', 'version'])
		.execute();
	await db.schema
		.createTable('entry_actions')
		.addColumn('entry', 'text', (c) => c.primaryKey().references('entries.id').onDelete('cascade'))
		.addColumn('owner', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('due_on', 'text')
		.addColumn('done_on', 'text')
		.addColumn('done_by', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('done_note', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('entry_actions_of').on('entry_actions').columns(['owner', 'done_on']).execute();
	await db.schema.createIndex('entry_actions_due').on('entry_actions').columns(['due_on', 'done_on']).execute();
	await db.schema
		.createTable('entry_reminders')
		.addColumn('entry', 'text', (c) => c.notNull().references('entries.id').onDelete('cascade'))
		.addColumn('moment', 'text', (c) => c.notNull())
		.addColumn('sent_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('entry_reminders_key', ['entry', 'moment'])
		.execute();
	for (const [table, more] of [
		['entry_confirmations', null],
		['entry_removals', 'reason'],
	] as const) {
		await db.schema
			.createTable(table)
			.addColumn('entry', 'text', (c) => c.primaryKey().references('entries.id').onDelete('cascade'))
			.addColumn('account', 'text', (c) => c.references('accounts.id').onDelete('set null'))
			.addColumn('at', 'text', (c) => c.notNull())
			.$call((t) => (more ? t.addColumn(more, 'text', (c) => c.notNull()) : t))
			.execute();
	}
	await db.schema
		.createTable('entry_junctions')
		.addColumn('entry', 'text', (c) => c.notNull().references('entries.id').onDelete('cascade'))
		.addColumn('junction', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('entry_junctions_key', ['entry', 'junction'])
		.execute();
	await db.schema.createIndex('entry_junctions_at').on('entry_junctions').columns(['junction', 'entry']).execute();
	await db.schema
		.createTable('entry_relations')
		.addColumn('entry', 'text', (c) => c.notNull().references('entries.id').onDelete('cascade'))
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('other', 'text', (c) => c.notNull().references('entries.id').onDelete('cascade'))
		.addColumn('made_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('entry_relations_key', ['entry', 'kind', 'other'])
		.execute();
	await db.schema.createIndex('entry_relations_to').on('entry_relations').column('other').execute();
	await db.schema
		.createTable('entry_reactions')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('entry', 'text', (c) => c.notNull().references('entries.id').onDelete('cascade'))
		.addColumn('author', 'text', (c) => c.references('accounts.id').onDelete('set null'))
		.addColumn('text', 'text', (c) => c.notNull())
		.addColumn('written_at', 'text', (c) => c.notNull())
		.addColumn('removed_at', 'text')
		.execute();
	await db.schema.createIndex('entry_reactions_to').on('entry_reactions').column('entry').execute();
	await db.schema.createIndex('entry_reactions_of').on('entry_reactions').column('author').execute();
	await db.schema
		.createTable('follows')
		.addColumn('account', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('subject', 'text', (c) => c.notNull())
		.addColumn('since', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('follows_key', ['account', 'project', 'kind', 'subject'])
		.execute();
	await db.schema.createIndex('follows_of').on('follows').columns(['project', 'kind', 'subject']).execute();
	// Words are asked for by how they begin, as a range: that goes by bytes on both engines.
	const word = engine === 'postgres' ? sql`text collate "C"` : sql`text`;
	await db.schema
		.createTable('entry_words')
		.addColumn('project', 'text', (c) => c.notNull().references('projects.id').onDelete('cascade'))
		.addColumn('word', word, (c) => c.notNull())
		.addColumn('entry', 'text', (c) => c.notNull().references('entries.id').onDelete('cascade'))
		.addColumn('source', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('entry_words_key', ['project', 'word', 'entry', 'source'])
		.execute();
	await db.schema.createIndex('entry_words_of').on('entry_words').columns(['entry', 'source']).execute();

	await sql`insert into entries
		(id, project, subproject, kind, level, author, happened_on, entered_at, channel, version, changed_by, changed_at, content)
		select n.id, n.project, n.subproject, 'note', n.level, n.author, substr(n.written_at, 1, 10), n.written_at,
			coalesce((select min(j.channel) from journal j where j.object = n.id and j.action = 'projects.note-written'), 'screen'),
			1, n.author, n.written_at, n.text
		from notes n`.execute(db);
	await db.schema.dropTable('notes').execute();
}
