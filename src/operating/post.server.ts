import type { Operator } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';
import { type Outbox, outbox, type SentOrNot } from '#platform/letters/outbox.server.ts';

/** How the post goes, without a word of what letters say. */
export interface Post extends Omit<Outbox, 'last'> {
	/** Of those that wait: how many were tried in vain. */
	failing: number;
	/** Lying in inboxes, not read yet. */
	unread: number;
	/** Letters that did not go, the newest first. */
	troubled: SentOrNot[];
}

export async function postFor(db: Database, _operator: Operator, now: Date = new Date()): Promise<Post> {
	const { last, ...counts } = await outbox(db, now);
	const { failing, unread } = await db
		.selectFrom('letters')
		.select(({ fn, eb }) => [
			fn
				.countAll<number>()
				.filterWhere(eb.and([eb('sent_at', 'is', null), eb('given_up_at', 'is', null), eb('attempts', '>', 0)]))
				.as('failing'),
			fn
				.countAll<number>()
				.filterWhere(eb.and([eb('account', 'is not', null), eb('read_at', 'is', null)]))
				.as('unread'),
		])
		.executeTakeFirstOrThrow();
	const troubled = last.filter(({ sentAt, attempts, givenUpAt }) => sentAt === null && (attempts > 0 || givenUpAt !== null));
	return { ...counts, failing, unread, troubled };
}

/**
 * Has every letter that rests after a failed attempt sent at once. Gives how many those are. One that is being sent again at this
 * moment may go twice, under the same Message-ID.
 */
export async function tryAgain(db: Database, _operator: Operator, now: Date = new Date()): Promise<number> {
	const { numUpdatedRows } = await db
		.updateTable('letters')
		.set({ next_attempt_at: now.toISOString() })
		.where('sent_at', 'is', null)
		.where('given_up_at', 'is', null)
		.where('last_error', 'is not', null)
		.where('next_attempt_at', '>', now.toISOString())
		.executeTakeFirst();
	return Number(numUpdatedRows);
}
