import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { found } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import type { Member } from '#projects/member.ts';
import { chainOf, type Guest } from './guest.ts';
import { mayHost } from './meeting.ts';
import { hostedBy, meetingFor } from './meetings.server.ts';

const PACE: Limit = { name: 'contribution pace', most: 1, within: 2 };
/** Longer than any meeting can be open. */
const PER_GUEST: Limit = { name: 'contributions', most: 100, within: 5 * 3600 };

export type Contributed = { ok: true } | { ok: false; issue: 'meetings.tooFast' | 'meetings.enough' };

/** Hands something in. Whoever hosts the meeting sees it first. */
export async function contribute(db: Database, keys: Keys, guest: Guest, text: string, now: Date = new Date()): Promise<Contributed> {
	if (!(await spend(db, keys, PACE, guest.id, now))) return { ok: false, issue: 'meetings.tooFast' };
	if (!(await spend(db, keys, PER_GUEST, guest.id, now))) return { ok: false, issue: 'meetings.enough' };
	const id = newId(now);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const present = tx.selectFrom('guests').select('meeting').where('id', '=', guest.id).where('sent_away_at', 'is', null);
			const { meeting } = found(await present.executeTakeFirst());
			await tx
				.insertInto('contributions')
				.values({ id, meeting, guest: guest.id, text, sent_at: now.toISOString(), shown_at: null })
				.execute();
			return record({
				chain: chainOf(meeting),
				actor: guest.pseudonym,
				action: 'meetings.contributed',
				object: id,
				channel: 'screen',
			});
		},
		now,
	);
	return { ok: true };
}

/** What the room sees, newest first, without who said it. */
export async function shownTo(db: Database, { meeting }: Guest): Promise<{ id: string; text: string }[]> {
	const rows = await db
		.selectFrom('contributions')
		.select(['id', 'text'])
		.where('meeting', '=', meeting.id)
		.where('shown_at', 'is not', null)
		.orderBy('shown_at', 'desc')
		.orderBy('id', 'desc')
		.execute();
	return rows.map(({ id, text }) => ({ id, text }));
}

export interface Contribution {
	id: string;
	text: string;
	sentAt: string;
	isShown: boolean;
	/** What the guest wants to be called, for who hosts the meeting: empty when they did not say. Null for everybody else, and once forgotten. */
	name: string | null;
}

/** What was handed in, newest first. While the meeting is open its host sees all of it, and the others of the team what the room sees. */
export async function contributionsFor(db: Database, member: Member, id: string, now: Date = new Date()): Promise<Contribution[]> {
	const meeting = await meetingFor(db, member, id, now);
	const isHost = mayHost(member, meeting);
	const rows = await db
		.selectFrom('contributions as c')
		.leftJoin('guests as g', 'g.id', 'c.guest')
		.select(['c.id', 'c.text', 'c.sent_at', 'c.shown_at', 'g.name'])
		.where('c.meeting', '=', meeting.id)
		.$if(!isHost && meeting.isOpen, (query) => query.where('c.shown_at', 'is not', null))
		.orderBy('c.sent_at', 'desc')
		.orderBy('c.id', 'desc')
		.execute();
	return rows.map(({ sent_at: sentAt, shown_at, name, ...row }) => ({
		...row,
		sentAt,
		isShown: shown_at !== null,
		name: isHost ? name : null,
	}));
}

/** Lets the room see one contribution. */
export const show = (db: Database, keys: Keys, member: Member, meeting: string, id: string, now: Date = new Date()): Promise<void> =>
	turn(db, keys, member, { meeting, id, what: 'contribution-shown', shown_at: now.toISOString() }, now);

/** Takes one back from the room. The team keeps it. */
export const hide = (db: Database, keys: Keys, member: Member, meeting: string, id: string, now: Date = new Date()): Promise<void> =>
	turn(db, keys, member, { meeting, id, what: 'contribution-hidden', shown_at: null }, now);

async function turn(
	db: Database,
	keys: Keys,
	member: Member,
	{ meeting, id, what, shown_at }: { meeting: string; id: string; what: string; shown_at: string | null },
	now: Date,
): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			await hostedBy(tx, member, meeting, now);
			const turned = tx.updateTable('contributions').set({ shown_at }).where('id', '=', id).where('meeting', '=', meeting);
			found(await turned.returning('id').executeTakeFirst());
			return record({
				chain: chainOf(meeting),
				actor: member.pseudonym,
				action: `meetings.${what}`,
				object: id,
				channel: 'screen',
			});
		},
		now,
	);
}
