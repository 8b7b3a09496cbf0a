import { type Kysely, sql } from 'kysely';

/** Where an entry of a journal belongs, for who may not read of everything in it. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('journal_places')
		.addColumn('chain', 'text', (c) => c.notNull())
		.addColumn('seq', 'integer', (c) => c.notNull())
		.addColumn('level', 'text', (c) => c.notNull())
		.addColumn('part', 'text')
		.addPrimaryKeyConstraint('journal_places_key', ['chain', 'seq'])
		.addForeignKeyConstraint('journal_places_entry', ['chain', 'seq'], 'journal', ['chain', 'seq'])
		.execute();
	// Of a note that was taken back nobody knows any more at which level it stood, so only the core reads of it.
	await sql`insert into journal_places (chain, seq, level, part)
		select j.chain, j.seq, coalesce(n.level, 'core'), n.subproject
		from journal j left join notes n on n.id = j.object
		where j.action in ('projects.note-written', 'projects.note-withdrawn') and j.chain not like 'personal-%'`.execute(db);
}
