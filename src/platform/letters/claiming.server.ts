import type { Selectable } from 'kysely';
import type { Database } from '../database/database.server.ts';
import { forgetExpiredLinks } from './letters.server.ts';
import type { LetterTable } from './letters.tables.ts';

const GIVE_UP_AFTER = 3 * 24 * 60 * 60 * 1000;

/** A letter that waits, as one sender saw it. Its attempts tell whether another sender took it since. */
export type Waiting = Pick<LetterTable, 'id' | 'attempts'>;
/** A letter that only this sender sends, until its lease ends. */
export type Claimed = Selectable<LetterTable> & { message_id: string };

/** Letters whose turn it is, the longest waiting first. */
export async function waitingLetters(db: Database, now: Date): Promise<Waiting[]> {
	return db
		.selectFrom('letters')
		.where('sent_at', 'is', null)
		.where('given_up_at', 'is', null)
		.where('way', '=', 'now')
		.where('next_attempt_at', '<=', now.toISOString())
		.orderBy('next_attempt_at')
		.orderBy('id')
		.select(['id', 'attempts'])
		.execute();
}

/** Takes a letter, unless another sender was first. Who is killed while sending leaves it to others after the lease, in ms. */
export async function claim(
	db: Database,
	{ id, attempts }: Waiting,
	domain: string,
	lease: number,
	now: Date,
): Promise<Claimed | undefined> {
	const row = await db
		.updateTable('letters')
		.set((e) => ({
			attempts: attempts + 1,
			next_attempt_at: later(now, lease),
			message_id: e.fn.coalesce('message_id', e.val(`<${id}@${domain}>`)),
		}))
		.where('id', '=', id)
		.where('attempts', '=', attempts)
		.where('sent_at', 'is', null)
		.where('given_up_at', 'is', null)
		.where((e) => e.or([e('secret_until', 'is', null), e('secret', 'is not', null).and('secret_until', '>', now.toISOString())]))
		.returningAll()
		.executeTakeFirst();
	return row as Claimed | undefined;
}

/** What arrived is sent, even when others gave it up meanwhile. Its link is now in the mail and need not lie here any longer. */
export async function settleSent(db: Database, { id }: Claimed, now: Date): Promise<void> {
	await db
		.updateTable('letters')
		.set({ sent_at: now.toISOString(), given_up_at: null, secret: null, last_error: null })
		.where('id', '=', id)
		.execute();
}

/** Leaves the letter for a later attempt, in ms from now, unless the lease ended and another sender is at it. */
export async function settleFailed(db: Database, { id, attempts }: Claimed, why: string, after: number, now: Date): Promise<void> {
	await db
		.updateTable('letters')
		.set({ last_error: why, next_attempt_at: later(now, after) })
		.where('id', '=', id)
		.where('attempts', '=', attempts)
		.where('sent_at', 'is', null)
		.execute();
}

/** Gives up what is no longer of use: three days after it was written, or when its link is gone before the letter could go. */
export async function giveUpLate(db: Database, now: Date): Promise<void> {
	await forgetExpiredLinks(db, now);
	const waiting = db
		.updateTable('letters')
		.set({ given_up_at: now.toISOString() })
		.where('sent_at', 'is', null)
		.where('given_up_at', 'is', null)
		.where('way', '=', 'now');
	await waiting.where('written_at', '<=', later(now, -GIVE_UP_AFTER)).execute();
	await waiting
		.set({ last_error: 'Its link expired or was used before it could go.' })
		.where('secret', 'is', null)
		.where('secret_until', 'is not', null)
		.execute();
}

const later = (now: Date, ms: number) => new Date(now.getTime() + ms).toISOString();
