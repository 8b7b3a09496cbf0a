import type { Database, Tx } from '#platform/database/database.server.ts';
import { type Acting, act, type Recorded } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import { projectKeys } from '#projects/keys.server.ts';
import type { Level } from '#projects/level.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { packed } from './content.ts';
import { entryFor } from './entries.server.ts';
import { type Channel, type Kind, mayAddEntry, textOf, type Words } from './entry.ts';
import { findBy } from './finding.server.ts';
import { followBeside } from './following.server.ts';
import { tellFollowers } from './news.server.ts';
import { assertMayOwn, tellOwner } from './owning.server.ts';
import { dayOf } from './question.ts';
import { about, told } from './recording.ts';
import type { Relation } from './relation.ts';

export interface NewEntry {
	kind: Kind;
	level: Level;
	/** For who is in one part only, it is always theirs. */
	subproject: string | null;
	words: Words;
	/** Without it, today. */
	happenedOn?: string;
	/** Without it, the screen; of a program, always that. */
	channel?: Channel;
	/** Ids of junctions that exist; the caller knows the guide. */
	junctions?: string[];
	/** What it is to entries that were there before. */
	relations?: { kind: Relation; to: string }[];
	/** Of an action: the account that does it, and the day it is due. */
	action?: { owner: string | null; dueOn: string | null };
}

/** Writes something in the logbook. Gives its id. */
export const addEntry = (db: Database, keys: Keys, member: Member, given: NewEntry, now: Date = new Date()): Promise<string> =>
	act(db, keys, (acting) => enter(acting, keys, member, given, now), now);

/** The same for a verb that does more at once. Above internal it is locked before the database sees it. */
export async function enter({ tx, record }: Acting, keys: Keys, member: Member, given: NewEntry, now: Date): Promise<Recorded<string>> {
	const { kind, level, words, junctions = [], relations = [] } = given;
	const { project, account } = member;
	const subproject = member.role === 'subproject' ? member.subproject : given.subproject;
	const placed = { level, subproject, author: account };
	if (!mayAddEntry(member, placed)) throw notAllowed(member);
	if (subproject !== null) await assertPart(tx, project.id, subproject);
	for (const { to } of relations) await entryFor(tx, keys, member, to);
	const own = await projectKeys(tx, keys, project.id);
	const id = newId(now);
	const at = now.toISOString();
	const happenedOn = given.happenedOn ?? dayOf(now);
	const channel = member.isByToken ? 'api' : (given.channel ?? 'screen');
	await tx
		.insertInto('entries')
		.values({
			...{ id, project: project.id, subproject, kind, level, author: account, happened_on: happenedOn, entered_at: at, channel },
			...{ version: 1, changed_by: account, changed_at: at, content: packed(own, { id, kind, level }, words), analysis: null },
		})
		.execute();
	if (level === 'internal') await findBy(tx, { project: project.id, entry: id }, 'entry', textOf({ words }));
	await keepJunctions(tx, id, junctions);
	for (const { kind: relation, to } of relations)
		await tx.insertInto('entry_relations').values({ entry: id, kind: relation, other: to, made_at: at }).execute();
	if (kind === 'action') {
		const { owner, dueOn } = given.action ?? { owner: account, dueOn: null };
		await assertMayOwn(tx, member, placed, owner);
		await tx.insertInto('entry_actions').values({ entry: id, owner, due_on: dueOn, done_on: null, done_by: null, done_note: '' }).execute();
		if (owner !== null && owner !== account) await tellOwner(tx, keys, member, { level, words, owner, dueOn }, now);
	}
	await followBeside(tx, member, id, now);
	await tellFollowers(tx, keys, member, { ...placed, id, kind, words, junctions }, 'added', now);
	return record(
		{
			...about(member, placed),
			...(channel === 'api' ? {} : { channel }),
			action: 'logbook.entered',
			object: id,
			after: told({ ...given, happenedOn }),
		},
		id,
	);
}

export async function keepJunctions(tx: Tx, entry: string, junctions: string[]): Promise<void> {
	await tx.deleteFrom('entry_junctions').where('entry', '=', entry).execute();
	const rows = [...new Set(junctions)].map((junction) => ({ entry, junction }));
	if (rows.length > 0) await tx.insertInto('entry_junctions').values(rows).execute();
}

/** A part of another project is not found. */
async function assertPart(tx: Tx, project: string, part: string): Promise<void> {
	const row = tx.selectFrom('subprojects').select('id').where('id', '=', part).where('project', '=', project);
	found(await row.executeTakeFirst());
}
