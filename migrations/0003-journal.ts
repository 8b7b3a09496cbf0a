import { type Kysely, sql } from 'kysely';

/** What happened, in chains that only grow; what was there before and after, apart; and what was signed about a chain. */
export async function up(db: Kysely<unknown>, engine: 'sqlite' | 'postgres'): Promise<void> {
	await db.schema
		.createTable('journal')
		.addColumn('chain', 'text', (c) => c.notNull())
		.addColumn('seq', 'integer', (c) => c.notNull())
		.addColumn('at', 'text', (c) => c.notNull())
		.addColumn('actor', 'text', (c) => c.notNull())
		.addColumn('action', 'text', (c) => c.notNull())
		.addColumn('object', 'text', (c) => c.notNull())
		.addColumn('channel', 'text', (c) => c.notNull())
		.addColumn('body', 'text', (c) => c.notNull())
		.addColumn('body_hash', 'text', (c) => c.notNull())
		.addColumn('hash', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('journal_key', ['chain', 'seq'])
		.execute();
	await db.schema
		.createTable('journal_details')
		.addColumn('chain', 'text', (c) => c.notNull())
		.addColumn('seq', 'integer', (c) => c.notNull())
		.addColumn('content', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('journal_details_key', ['chain', 'seq'])
		.addForeignKeyConstraint('journal_details_entry', ['chain', 'seq'], 'journal', ['chain', 'seq'])
		.execute();
	await db.schema
		.createTable('journal_checkpoints')
		.addColumn('chain', 'text', (c) => c.notNull())
		.addColumn('size', 'integer', (c) => c.notNull())
		.addColumn('head', 'text', (c) => c.notNull())
		.addColumn('at', 'text', (c) => c.notNull())
		.addColumn('note', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('journal_checkpoints_key', ['chain', 'size'])
		.execute();

	if (engine === 'sqlite') {
		for (const change of ['update', 'delete']) {
			await sql`create trigger ${sql.ref(`journal_refuses_${change}`)} before ${sql.raw(change)} on journal
				begin select raise(abort, 'the journal only grows'); end`.execute(db);
		}
		// "Insert or replace" takes a row away without asking the trigger for deletes.
		await sql`create trigger journal_refuses_replace before insert on journal
			when exists (select 1 from journal where chain = new.chain and seq = new.seq)
			begin select raise(abort, 'the journal only grows'); end`.execute(db);
		return;
	}
	await sql`create function journal_refuses() returns trigger language plpgsql
		as $$ begin raise exception 'the journal only grows'; end $$`.execute(db);
	await sql`create trigger journal_refuses before update or delete or truncate on journal
		for each statement execute function journal_refuses()`.execute(db);
}
