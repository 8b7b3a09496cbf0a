import type { Database, Tx } from '../database/database.server.ts';
import type { Keys } from '../keys/keys.server.ts';
import type { Language } from '../languages.ts';
import { found } from '../refusals.ts';
import { newId } from '../tokens.ts';
import { leadsNowhere } from './addresses.ts';
import { wayFor } from './choices.server.ts';
import { DIGEST } from './kinds.ts';
import { assertSendable, type Content, type Letter } from './letter.ts';
import { openLetter, sealLetter } from './sealing.server.ts';

/** How many letters an inbox shows, the newest first. */
const INBOX = 100;

/** A letter as it lies in somebody's inbox. */
export interface InboxLetter extends Content {
	id: string;
	kind: string;
	language: Language;
	subject: string;
	writtenAt: string;
	readAt: string | null;
}

/** Writes a letter in the transaction of the verb that causes it: both hold, or neither. Returns its id. */
export async function write(tx: Tx, keys: Keys, letter: Letter, now: Date = new Date()): Promise<string> {
	assertSendable(letter);
	const { to, kind, subject } = letter;
	const id = newId(now);
	const at = now.toISOString();
	await tx
		.insertInto('letters')
		.values({
			...sealLetter(keys, id, letter),
			...to,
			kind,
			subject,
			message_id: null,
			written_at: at,
			read_at: null,
			sent_at: null,
			given_up_at: null,
			attempts: 0,
			next_attempt_at: at,
			last_error: null,
			way: leadsNowhere(to.address) ? 'inbox' : await wayFor(tx, to.account, kind),
			told_at: null,
		})
		.execute();
	return id;
}

export async function lettersFor(
	db: Database | Tx,
	keys: Keys,
	account: string,
	now: Date = new Date(),
	{ unreadOnly = false } = {},
): Promise<InboxLetter[]> {
	const rows = await inboxOf(db, account)
		.$if(unreadOnly, (query) => query.where('read_at', 'is', null))
		.orderBy('written_at', 'desc')
		.orderBy('id', 'desc')
		.limit(INBOX)
		.select(['id', 'kind', 'language', 'subject', 'written_at', 'read_at', 'body', 'secret', 'secret_until'])
		.execute();
	return rows.map((row) => {
		const { id, kind, language, subject, written_at: writtenAt, read_at: readAt } = row;
		return { id, kind, language, subject, writtenAt, readAt, ...openLetter(keys, row, now) };
	});
}

const inboxOf = (db: Database | Tx, account: string) => db.selectFrom('letters').where('account', '=', account).where('kind', '!=', DIGEST);

/** How many letters somebody has not read yet. */
export async function unreadOf(db: Database | Tx, account: string): Promise<number> {
	const { unread } = await inboxOf(db, account)
		.where('read_at', 'is', null)
		.select((e) => e.fn.countAll<number>().as('unread'))
		.executeTakeFirstOrThrow();
	return Number(unread);
}

/** Marks everything read that is there now; gives how many that were. */
export async function markAllRead(db: Database | Tx, account: string, now: Date = new Date()): Promise<number> {
	const { numUpdatedRows } = await db
		.updateTable('letters')
		.set({ read_at: now.toISOString() })
		.where('account', '=', account)
		.where('read_at', 'is', null)
		.where('written_at', '<=', now.toISOString())
		.executeTakeFirst();
	return Number(numUpdatedRows);
}

/** The first time it was read is kept. Somebody else's letter is not found. */
export async function markRead(db: Database | Tx, account: string, id: string, now: Date = new Date()): Promise<void> {
	const read = await db
		.updateTable('letters')
		.set((e) => ({ read_at: e.fn.coalesce('read_at', e.val(now.toISOString())) }))
		.where('id', '=', id)
		.where('account', '=', account)
		.returning('id')
		.executeTakeFirst();
	found(read);
}

/** For the verb that uses or withdraws what the link was for. A letter that still waits to be sent is then given up. */
export async function forgetLink(tx: Tx, id: string): Promise<void> {
	await tx.updateTable('letters').set({ secret: null }).where('id', '=', id).execute();
}

/** Forgets the links whose time is over. A sender does so by itself; without mail, the house has to ask for it. */
export async function forgetExpiredLinks(db: Database, now: Date = new Date()): Promise<void> {
	await db
		.updateTable('letters')
		.set({ secret: null })
		.where('secret', 'is not', null)
		.where('secret_until', '<=', now.toISOString())
		.execute();
}
