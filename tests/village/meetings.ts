import { contribute, contributionsFor, show } from '#meetings/contributions.server.ts';
import { newJoinCode } from '#meetings/join-code.ts';
import { guestOf, join } from '#meetings/joining.server.ts';
import { openMeeting } from '#meetings/meetings.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Member } from '#projects/member.ts';
import { keys } from './people.ts';

export const THE_QUESTION = 'Wat moet er eerst gebeuren in de wijk?';

/** An open meeting with one guest in it. */
export interface Held {
	id: string;
	code: string;
	/** The id and the sign of the guest. */
	guest: string;
	sign: string;
	/** What the room sees. */
	shown: string;
	/** What only the host sees yet. */
	waiting: string;
}

/** Opens a meeting for four hours; its guest says two things, of which the room sees the first. */
export async function aMeeting(db: Database, host: Member, said: { shown: string; waiting: string }, now: Date): Promise<Held> {
	const code = newJoinCode();
	const id = await openMeeting(db, keys, host, { title: 'Bewonersavond', question: THE_QUESTION, hours: 4 }, now, code);
	const sign = await comesIn(db, code, 'Gerda', now);
	const says = async (text: string, at: Date) => {
		await contribute(db, keys, await guestOf(db, sign, id, at), text, at);
		return (await contributionsFor(db, host, id, at)).find((one) => one.text === text)?.id ?? '';
	};
	const shown = await says(said.shown, now);
	await show(db, keys, host, id, shown, now);
	const { id: guest } = await guestOf(db, sign, id, now);
	return { id, code, guest, sign, shown, waiting: await says(said.waiting, new Date(now.getTime() + 2000)) };
}

/** Somebody types the code. Gives their sign. */
export async function comesIn(db: Database, code: string, name: string, now: Date, place = '192.0.2.80'): Promise<string> {
	const joined = await join(db, keys, { code, name }, place, now);
	if (!joined.ok) throw new Error(joined.issue);
	return joined.token;
}
