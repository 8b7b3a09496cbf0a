import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import type { Member } from '#projects/member.ts';
import { chainOf, pseudonymOf } from './guest.ts';
import { OF_THE_WHOLE } from './meeting.ts';
import { hostedBy } from './meetings.server.ts';

const DAY = 86_400_000;
/** How long after a meeting its guests are still known, in days. */
const KNOWN_FOR = 30;

export interface PresentGuest {
	id: string;
	/** Empty when they did not say. */
	name: string;
	/** How many contributions they handed in. */
	said: number;
}

/** Who is in, for who hosts the meeting; the first to come first. */
export async function guestsFor(db: Database, member: Member, id: string, now: Date = new Date()): Promise<PresentGuest[]> {
	const meeting = await hostedBy(db, member, id, now);
	const rows = await db
		.selectFrom('guests as g')
		.leftJoin('contributions as c', 'c.guest', 'g.id')
		.select((e) => ['g.id', 'g.name', e.fn.count<number>('c.id').as('said')])
		.where('g.meeting', '=', meeting.id)
		.where('g.sent_away_at', 'is', null)
		.groupBy(['g.id', 'g.name', 'g.joined_at'])
		.orderBy('g.joined_at')
		.orderBy('g.id')
		.execute();
	return rows.map(({ said, ...row }) => ({ ...row, said: Number(said) }));
}

/** Sends somebody out: their sign is worth nothing from the next request on. What they said stays. */
export async function sendAway(
	db: Database,
	keys: Keys,
	member: Member,
	meeting: string,
	guest: string,
	now: Date = new Date(),
): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			await hostedBy(tx, member, meeting, now);
			const sent = await tx
				.updateTable('guests')
				.set({ sent_away_at: now.toISOString() })
				.where('id', '=', guest)
				.where('meeting', '=', meeting)
				.where('sent_away_at', 'is', null)
				.returning('id')
				.executeTakeFirst();
			return record({
				chain: member.project.id,
				actor: member.pseudonym,
				action: 'meetings.guest-sent-away',
				object: pseudonymOf(found(sent).id),
				channel: 'screen',
				place: OF_THE_WHOLE,
			});
		},
		now,
	);
}

/** Forgets who were at meetings that ended a month ago, and their codes. What they said stays, without a name. Tells how many meetings. */
export async function forgetGuests(db: Database, keys: Keys, now: Date = new Date()): Promise<number> {
	const before = new Date(now.getTime() - KNOWN_FOR * DAY).toISOString();
	const over = await db.selectFrom('meetings').select('id').where('open_until', '<=', before).where('code', 'is not', null).execute();
	for (const { id } of over) {
		await act(
			db,
			keys,
			async ({ tx, record }) => {
				await tx.deleteFrom('guests').where('meeting', '=', id).execute();
				await tx.updateTable('meetings').set({ code: null, sealed_code: null }).where('id', '=', id).execute();
				return record({ chain: chainOf(id), actor: 'system', action: 'meetings.guests-forgotten', object: id, channel: 'system' });
			},
			now,
		);
	}
	return over.length;
}
