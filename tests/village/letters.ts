import { type Database, tx } from '#platform/database/database.server.ts';
import type { Letter } from '#platform/letters/letter.ts';
import { write } from '#platform/letters/letters.server.ts';
import { outbox } from '#platform/letters/outbox.server.ts';
import { type Sender, type SendingHabits, startSending } from '#platform/letters/sending.server.ts';
import type { Mailbox } from './mailbox.ts';
import { VILLAGE_SENDER, villageKeys } from './postman.ts';

/** A letter to somebody of the village. Tests say only what matters to their story. */
export const letterTo = (name: string, more: Partial<Letter> = {}): Letter => ({
	to: { account: name, address: `${name}@gemeente.example`, language: 'nl' },
	subject: `Voor ${name}`,
	paragraphs: [`Dag ${name},`, 'De coöperatie heeft één vraag: ‘Doet u mee?’'],
	kind: 'accounts.notice',
	...more,
});

/** Writes it as a verb would; gives its id. */
export const posted = (db: Database, letter: Letter, now = new Date()): Promise<string> =>
	tx(db, (tx) => write(tx, villageKeys(), letter, now));

export const noneWaits = async (db: Database): Promise<boolean> => (await outbox(db)).waiting === 0;

/** A sender that does not let a test wait. */
export const QUICK: SendingHabits = { every: 10, backoff: [20] };
export const sendTo = (db: Database, url: string, habits: SendingHabits = QUICK): Sender =>
	startSending(db, villageKeys(), { url, from: VILLAGE_SENDER }, habits);

export async function withMailbox(opened: Promise<Mailbox>, work: (mailbox: Mailbox) => Promise<void>): Promise<void> {
	const mailbox = await opened;
	await work(mailbox).finally(() => mailbox.close());
}
