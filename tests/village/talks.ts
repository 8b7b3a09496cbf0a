import type { Database } from '#platform/database/database.server.ts';
import type { Member } from '#projects/member.ts';
import { followUp } from '#talks/following.server.ts';
import type { SaidKind } from '#talks/line.ts';
import { planTalk } from '#talks/planning.server.ts';
import { release, takeBack } from '#talks/releasing.server.ts';
import type { SharedLevel } from '#talks/shared.ts';
import { NO_PLAN } from '#talks/talk.ts';
import { writeAmbition, writeLine } from '#talks/writing.server.ts';
import { keys } from './people.ts';

/** What was said in a talk, by id. */
export interface Talked {
	talk: string;
	lines: string[];
	shared: string[];
}

/**
 * A talk between two people, each thing in it with a word of its own: what was only said, what was released to everybody and to the core,
 * what was taken back, what somebody did about it, and an ambition that its author keeps.
 */
export async function aTalkIn(
	db: Database,
	{ interviewer, person, follower }: { interviewer: Member; person: Member; follower: Member },
	word: string,
	now: Date,
): Promise<Talked> {
	const plan = { ...NO_PLAN, party: `${word}tafelgenoot`, place: `${word}kamer`, agreed: `${word}afspraak` };
	const talk = await planTalk(db, keys, interviewer, { person: person.account, plan }, now);
	const say = (kind: SaidKind, what: string) => writeLine(db, keys, interviewer, { talk, kind, words: word + what }, now);
	const give = (line: string, text: string, level: SharedLevel) =>
		release(db, keys, person, { line, text: word + text, level, agreement: null }, now);
	const dream = await say('dream', 'droom');
	const fear = await say('fear', 'angst');
	const nightmare = await say('nightmare', 'nachtmerrie');
	const other = await say('fear', 'bedenking');
	const item = await give(fear, 'vrijgegeven', 'internal');
	await followUp(db, keys, follower, { item, owner: follower.account, state: 'met', remark: `${word}opvolging`, version: 1 }, now);
	const ofCore = await give(nightmare, 'teamrisico', 'core');
	await give(other, 'teruggenomen', 'internal');
	await takeBack(db, keys, person, other, now);
	const own = await writeAmbition(db, keys, interviewer, `${word}eigen`, now);
	return { talk, lines: [dream, fear, nightmare, other, own], shared: [item, ofCore] };
}
