import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { giveBack, isSpent, type Limit, spend } from '#platform/limits/limits.server.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { hashOfToken, newId, newToken } from '#platform/tokens.ts';
import { chainOf, type Guest, pseudonymOf } from './guest.ts';
import { MOST_GUESTS } from './meeting.ts';
import { markOf } from './meetings.server.ts';

const MINUTE = 60;
const QUARTER = 15 * MINUTE;
const PER_PLACE: Limit = { name: 'join code place', most: 10, within: MINUTE };
const PER_INSTALLATION: Limit = { name: 'join code installation', most: 100, within: MINUTE };
/** The twentieth miss is one too many, and then a place has nothing to try for a quarter of an hour from that moment. */
const MISSES: Limit = { name: 'join code misses', most: 19, within: QUARTER };
const SHUT_OUT: Limit = { name: 'join code shut out', most: 1, within: QUARTER };

export type JoinIssue = 'meetings.codeWrong' | 'meetings.tooMany' | 'meetings.locked' | 'meetings.full';
export type Joined = { ok: true; token: string; meeting: string; openUntil: string } | { ok: false; issue: JoinIssue };

/**
 * Lets somebody in by the code on the screen. A wrong code, one of a meeting that is over and one that never was get the same answer;
 * who has the right one may know that there is no room.
 */
export async function join(
	db: Database,
	keys: Keys,
	given: { code: string; name: string },
	place: string,
	now: Date = new Date(),
): Promise<Joined> {
	const isShutOut = await isSpent(db, keys, SHUT_OUT, place, now);
	const allowed = [
		// Trying all the same is counted, so that the operator sees who has to wait.
		!isShutOut || (await spend(db, keys, SHUT_OUT, place, now)),
		await spend(db, keys, PER_PLACE, place, now),
		await spend(db, keys, PER_INSTALLATION, '', now),
	];
	if (allowed.includes(false)) {
		note('join-code', 'limited');
		return { ok: false, issue: 'meetings.tooMany' };
	}
	const meeting = await openMeetings(db, now)
		.select(['m.id', 'm.open_until', 'm.locked_at'])
		.where('m.code', '=', markOf(keys, given.code))
		.executeTakeFirst();
	if (!meeting) {
		note('join-code', 'refused');
		if (!(await spend(db, keys, MISSES, place, now))) await spend(db, keys, SHUT_OUT, place, now);
		return { ok: false, issue: 'meetings.codeWrong' };
	}
	// A whole room may come in from behind one address; only what goes wrong counts.
	await giveBack(db, keys, PER_PLACE, place);
	await giveBack(db, keys, PER_INSTALLATION, '');
	if (meeting.locked_at !== null) return { ok: false, issue: 'meetings.locked' };
	if (await isFull(db, meeting.id)) return { ok: false, issue: 'meetings.full' };
	const token = await enter(db, keys, meeting.id, given.name, now);
	return { ok: true, token, meeting: meeting.id, openUntil: meeting.open_until };
}

async function enter(db: Database, keys: Keys, meeting: string, name: string, now: Date): Promise<string> {
	const id = newId(now);
	const token = newToken();
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			// Meanwhile it can have been closed or locked, or others took the last chair.
			found(await openMeetings(tx, now).select('m.id').where('m.id', '=', meeting).where('m.locked_at', 'is', null).executeTakeFirst());
			if (await isFull(tx, meeting)) throw new Refusal('conflict', 'meetings.full');
			await tx
				.insertInto('guests')
				.values({ id, meeting, hash: hashOfToken(token), name, joined_at: now.toISOString(), sent_away_at: null })
				.execute();
			return record(
				{ chain: chainOf(meeting), actor: pseudonymOf(id), action: 'meetings.guest-joined', object: meeting, channel: 'screen' },
				token,
			);
		},
		now,
	);
}

async function isFull(db: Database | Tx, meeting: string): Promise<boolean> {
	const { present } = await db
		.selectFrom('guests')
		.select((e) => e.fn.countAll<number>().as('present'))
		.where('meeting', '=', meeting)
		.where('sent_away_at', 'is', null)
		.executeTakeFirstOrThrow();
	return Number(present) >= MOST_GUESTS;
}

/** Meetings in which something can happen now. In a project that is closed nothing is written any more. */
const openMeetings = (db: Database | Tx, now: Date) =>
	db
		.selectFrom('meetings as m')
		.innerJoin('projects as p', 'p.id', 'm.project')
		.where('m.open_until', '>', now.toISOString())
		.where('p.archived_at', 'is', null);

/**
 * Who holds this sign, as a guest of this meeting, now. The one maker of a `Guest`: when the meeting is another one or over, or they
 * were sent away, there is nothing here, as if there never was.
 */
export async function guestOf(db: Database | Tx, token: string | undefined, meeting: string, now: Date = new Date()): Promise<Guest> {
	const row = await openMeetings(db, now)
		.innerJoin('guests as g', 'g.meeting', 'm.id')
		.select(['g.id', 'g.name', 'm.id as meeting', 'm.title', 'm.question', 'm.open_until as openUntil'])
		.where('g.hash', '=', hashOfToken(token ?? ''))
		.where('g.sent_away_at', 'is', null)
		.where('m.id', '=', meeting)
		.executeTakeFirst();
	const { id, name, meeting: its, ...told } = found(row);
	return { id, pseudonym: pseudonymOf(id), name, meeting: { id: its, ...told } } as unknown as Guest;
}
