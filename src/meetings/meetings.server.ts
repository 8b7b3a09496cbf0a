import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { newJoinCode } from './join-code.ts';
import { type Meeting, mayHost, mayOpenMeeting, maySeeMeetings, OF_THE_WHOLE } from './meeting.ts';

const HOUR = 3_600_000;

/** The mark under which a join code is kept. Eight signs could be tried out one by one against a plain hash; not without the key. */
export const markOf = (keys: Keys, code: string): string => keys.mark('join code', code);

/** Opens a meeting for some hours. Gives its id; its code is shown to who hosts it. */
export async function openMeeting(
	db: Database,
	keys: Keys,
	member: Member,
	given: { title: string; question: string; hours: number },
	now: Date = new Date(),
	code: string = newJoinCode(),
): Promise<string> {
	if (!mayOpenMeeting(member)) throw notAllowed(member);
	const id = newId(now);
	const until = new Date(now.getTime() + given.hours * HOUR).toISOString();
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			await tx
				.insertInto('meetings')
				.values({
					id,
					project: member.project.id,
					host: member.account,
					title: given.title,
					question: given.question,
					code: markOf(keys, code),
					sealed_code: keys.seal(`join code ${id}`, code),
					opened_at: now.toISOString(),
					open_until: until,
					locked_at: null,
				})
				.execute();
			return record(happening(member, 'opened', id, { until }), id);
		},
		now,
	);
}

/** The meetings of the project, newest first. */
export async function meetingsFor(db: Database, member: Member, now: Date = new Date()): Promise<Meeting[]> {
	const rows = await readable(db, member).orderBy('opened_at', 'desc').orderBy('id', 'desc').execute();
	return rows.map((row) => meetingIn(row, now));
}

export async function meetingFor(db: Database | Tx, member: Member, id: string, now: Date = new Date()): Promise<Meeting> {
	return meetingIn(found(await readable(db, member).where('id', '=', id).executeTakeFirst()), now);
}

function readable(db: Database | Tx, member: Member) {
	if (!maySeeMeetings(member)) throw new Refusal('not-allowed', 'projects.notAllowed');
	return db
		.selectFrom('meetings')
		.select(['id', 'host', 'title', 'question', 'opened_at', 'open_until', 'locked_at'])
		.where('project', '=', member.project.id);
}

type MeetingRow = Awaited<ReturnType<ReturnType<typeof readable>['executeTakeFirstOrThrow']>>;

const meetingIn = ({ opened_at: openedAt, open_until: openUntil, locked_at, ...row }: MeetingRow, now: Date): Meeting => ({
	...row,
	openedAt,
	openUntil,
	isOpen: openUntil > now.toISOString(),
	isLocked: locked_at !== null,
});

/** A meeting, for who hosts it. */
export async function hostedBy(db: Database | Tx, member: Member, id: string, now: Date): Promise<Meeting> {
	const meeting = await meetingFor(db, member, id, now);
	if (!mayHost(member, meeting)) throw new Refusal('not-allowed', 'meetings.onlyHost');
	return meeting;
}

/** The code that lets people in, as long as it does. */
export async function joinCodeFor(db: Database, keys: Keys, member: Member, id: string, now: Date = new Date()): Promise<string | null> {
	const { isOpen } = await hostedBy(db, member, id, now);
	const { sealed_code } = await db.selectFrom('meetings').select('sealed_code').where('id', '=', id).executeTakeFirstOrThrow();
	return isOpen && sealed_code !== null ? keys.unseal(`join code ${id}`, sealed_code) : null;
}

/** Lets nobody new in. Who is in stays. */
export const lock = (db: Database, keys: Keys, member: Member, id: string, now: Date = new Date()): Promise<void> =>
	change(db, keys, member, id, 'locked', { locked_at: now.toISOString() }, now);

export const unlock = (db: Database, keys: Keys, member: Member, id: string, now: Date = new Date()): Promise<void> =>
	change(db, keys, member, id, 'unlocked', { locked_at: null }, now);

/** Ends it before its time: the code and the signs of all guests are worth nothing from here on. */
export const close = (db: Database, keys: Keys, member: Member, id: string, now: Date = new Date()): Promise<void> =>
	change(db, keys, member, id, 'closed', { open_until: now.toISOString() }, now);

async function change(
	db: Database,
	keys: Keys,
	member: Member,
	id: string,
	what: string,
	values: { locked_at?: string | null; open_until?: string },
	now: Date,
): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const { isOpen } = await hostedBy(tx, member, id, now);
			if (!isOpen) throw new Refusal('conflict', 'meetings.over');
			await tx.updateTable('meetings').set(values).where('id', '=', id).execute();
			return record(happening(member, what, id));
		},
		now,
	);
}

/** What the journal of the project says of a meeting. */
const happening = ({ project, pseudonym }: Member, what: string, object: string, after?: unknown) => ({
	chain: project.id,
	actor: pseudonym,
	action: `meetings.${what}`,
	object,
	channel: 'screen' as const,
	place: OF_THE_WHOLE,
	...(after === undefined ? {} : { after }),
});
