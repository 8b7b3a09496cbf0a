import { takeSharedAlong } from '#exports/shared-items.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { found } from '#platform/refusals.ts';
import { linesFor } from '#projects/journal.server.ts';
import type { Member } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { followUp } from '#talks/following.server.ts';
import { lineFor, linesOf } from '#talks/lines.server.ts';
import { moveTalk, planTalk, prepareTalk } from '#talks/planning.server.ts';
import { release, reword, takeBack, takeBackForOthers } from '#talks/releasing.server.ts';
import { sharedItemFor } from '#talks/shared.server.ts';
import { NO_PLAN } from '#talks/talk.ts';
import { historyOf, partiesSpokenWith, talkFor } from '#talks/talks.server.ts';
import { changeLine, removeLine, writeAmbition, writeLine } from '#talks/writing.server.ts';
import type { Neighbourhood } from '../../village/neighbourhood.ts';
import { keys } from '../../village/people.ts';
import { aTalkIn, type Talked } from '../../village/talks.ts';
import { type Action, asMember } from './trying.ts';

const plan = { ...NO_PLAN, party: 'x' };

/** A talk of the member with the reader, held while the project was at work. */
async function talked(db: Database, { people, project }: Neighbourhood): Promise<Talked> {
	const { archived_at } = await db.selectFrom('projects').select('archived_at').where('id', '=', project).executeTakeFirstOrThrow();
	const archivedAt = (archived_at: string | null) => db.updateTable('projects').set({ archived_at }).where('id', '=', project).execute();
	await archivedAt(null);
	const as = (who: 'member' | 'reader' | 'leader') => memberOf(db, people[who].account, project);
	const sides = { interviewer: await as('member'), person: await as('reader'), follower: await as('leader') };
	const made = await aTalkIn(db, sides, 'x', new Date());
	await archivedAt(archived_at);
	return made;
}

/** Tries something with that talk. Of its lines the first is not released, the second is, and the last is the member’s own ambition. */
const withTalk = (
	attempt: (db: Database, member: Member, talked: Talked & { open: string; given: string; own: string }) => Promise<unknown>,
) =>
	asMember(async (db, member, village) => {
		const made = await talked(db, village);
		const [open = '', given = ''] = made.lines;
		return attempt(db, member, { ...made, open, given, own: made.lines.at(-1) ?? '' });
	});
const given = { text: 'x', level: 'internal', agreement: null } as const;

/** What is done with what was said in confidence, and with what was released of it. */
export const IN_CONFIDENCE: Record<string, Action> = {
	'plan a talk': asMember((db, member) => planTalk(db, keys, member, { person: null, plan })),
	'read a talk of the member and the reader': withTalk((db, member, { talk }) => talkFor(db, keys, member, talk)),
	'read the lines of a talk of the member and the reader': withTalk(async (db, member, { talk }) =>
		linesOf(db, keys, member, await talkFor(db, keys, member, talk)),
	),
	'see what happened in a talk of the member and the reader': withTalk(async (db, member, { talk }) =>
		historyOf(db, keys, member, await talkFor(db, keys, member, talk)),
	),
	'prepare a talk of the member': withTalk((db, member, { talk }) =>
		prepareTalk(db, keys, member, talk, { person: null, plan, version: 0 }),
	),
	'close a talk of the member': withTalk((db, member, { talk }) => moveTalk(db, keys, member, talk, 'closed')),
	'write a line in a talk of the member and the reader': withTalk((db, member, { talk }) =>
		writeLine(db, keys, member, { talk, kind: 'dream', words: 'x' }),
	),
	'change a line of a talk of the member and the reader': withTalk((db, member, { open }) =>
		changeLine(db, keys, member, open, { words: 'x', version: 1 }),
	),
	'remove a line of a talk of the member and the reader': withTalk((db, member, { open }) => removeLine(db, keys, member, open)),
	'release a line of the reader': withTalk((db, member, { open }) => release(db, keys, member, { line: open, ...given })),
	'word anew what the reader released': withTalk((db, member, { given: line }) => reword(db, keys, member, { line, ...given, version: 2 })),
	'take back what the reader released': withTalk((db, member, { given: line }) => takeBack(db, keys, member, line)),
	'take back for others what the reader released': withTalk((db, member, { shared: [item = ''] }) =>
		takeBackForOthers(db, keys, member, item),
	),
	'write down an ambition of one’s own': asMember((db, member) => writeAmbition(db, keys, member, 'x')),
	'read an ambition of the member': withTalk((db, member, { own }) => lineFor(db, keys, member, own)),
	'share an ambition of the member': withTalk((db, member, { own }) => release(db, keys, member, { line: own, ...given })),
	'read what was released to everybody': withTalk((db, member, { shared: [item = ''] }) => sharedItemFor(db, keys, member, item)),
	'read what was released to the core': withTalk((db, member, { shared: [, item = ''] }) => sharedItemFor(db, keys, member, item)),
	'see that something was released to the core': withTalk(async (db, member, { shared: [, item = ''] }) =>
		found((await linesFor(db, keys, member)).find(({ object }) => object === item)),
	),
	'follow up on what was released': withTalk((db, member, { shared: [item = ''] }) =>
		followUp(db, keys, member, { item, owner: null, state: 'open', remark: 'x', version: 2 }),
	),
	'see with how many parties was talked': withTalk((db, member) => partiesSpokenWith(db, keys, member)),
	'take along what was released': async (db, account, { project }) => takeSharedAlong(db, keys, account, project, 'csv'),
};
