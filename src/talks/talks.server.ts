import { namesOf } from '#accounts/naming.server.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import type { Line as JournalLine } from '#platform/journal/telling.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { unpackedPlan } from './content.ts';
import { chainOf } from './recording.ts';
import { isInPerson, maySeeShared, type Stage, type Talk } from './talk.ts';

/** Fewer than so many, and a number would tell who. */
const FEWEST_PARTIES = 3;
const LONGEST_HISTORY = 200;

/** The talks of which this member is a side, the newest first. */
export async function talksFor(db: Database | Tx, keys: Keys, member: Member): Promise<Talk[]> {
	if (!isInPerson(member)) return [];
	const rows = await rowsFor(db, member).orderBy('t.id', 'desc').execute();
	if (rows.length === 0) return [];
	const own = await projectKeys(db, keys, member.project.id);
	return rows.map((row) => talkIn(own, row));
}

/** One of them; that of others is not found, whoever asks. */
export async function talkFor(db: Database | Tx, keys: Keys, member: Member, id: string): Promise<Talk> {
	const row = isInPerson(member) ? await rowsFor(db, member).where('t.id', '=', id).executeTakeFirst() : undefined;
	return talkIn(await projectKeys(db, keys, member.project.id), found(row));
}

const rowsFor = (db: Database | Tx, member: Member) =>
	db
		.selectFrom('talks as t')
		.leftJoin('accounts as i', 'i.id', 't.interviewer')
		.leftJoin('accounts as p', 'p.id', 't.person')
		.select(['t.id', 't.interviewer', 't.person', 't.planned_at', 't.stage', 't.version', 't.content'])
		.select(['i.name as interviewer_name', 'p.name as person_name'])
		.where('t.project', '=', member.project.id)
		.where((e) => e.or([e('t.interviewer', '=', member.account), e('t.person', '=', member.account)]));

type Row = Awaited<ReturnType<ReturnType<typeof rowsFor>['execute']>>[number];

const talkIn = (own: Keys, row: Row): Talk => ({
	...{ id: row.id, interviewer: row.interviewer, person: row.person, plannedAt: row.planned_at, version: row.version },
	interviewerName: row.interviewer_name ?? '',
	personName: row.person_name ?? '',
	stage: row.stage as Stage,
	plan: unpackedPlan(own, row.id, row.content),
});

/** With how many parties was talked, for everybody in the project; null as long as a number would tell too much. */
export async function partiesSpokenWith(db: Database, keys: Keys, member: Member): Promise<number | null> {
	if (!maySeeShared(member)) throw notAllowed(member);
	const rows = await db
		.selectFrom('talks')
		.select(['id', 'content'])
		.where('project', '=', member.project.id)
		.where('stage', '!=', 'planned' satisfies Stage)
		.execute();
	if (rows.length < FEWEST_PARTIES) return null;
	const own = await projectKeys(db, keys, member.project.id);
	const parties = new Set(rows.map(({ id, content }) => unpackedPlan(own, id, content).party.toLowerCase()));
	return parties.size < FEWEST_PARTIES ? null : parties.size;
}

/** What happened in a talk, for its two sides, the newest first. */
export async function historyOf(db: Database, keys: Keys, member: Member, talk: Talk): Promise<JournalLine[]> {
	const entries = await entriesOf(db, keys, chainOf(member, talk), { limit: LONGEST_HISTORY });
	const names = new Map(
		await namesOf(
			db,
			entries.map(({ actor }) => actor),
		),
	);
	return entries.map((entry) => ({ ...entry, who: names.get(entry.actor) ?? entry.actor, names }));
}
