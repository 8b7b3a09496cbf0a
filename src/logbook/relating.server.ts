import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { LEVELS } from '#projects/level.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import type { Placed } from '#projects/reading.ts';
import { entryFor, mayBeRead } from './entries.server.ts';
import { type Entry, mayRelate } from './entry.ts';
import { about } from './recording.ts';
import type { Relation } from './relation.ts';

/** Says what one entry is to another. What was confirmed revises nothing any more. To say it twice is to say it once. */
export async function relate(
	db: Database,
	keys: Keys,
	member: Member,
	{ id, kind, to }: { id: string; kind: Relation; to: string },
	now: Date = new Date(),
): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const [entry, other] = [await entryFor(tx, keys, member, id), await entryFor(tx, keys, member, to)];
			if (!mayRelate(member, entry)) throw notAllowed(member);
			if (id === to) throw new Refusal('conflict', 'logbook.relatedToItself');
			if (kind === 'revises' && entry.confirmed !== null) throw new Refusal('conflict', 'logbook.confirmedRevisesNothing');
			await tx
				.insertInto('entry_relations')
				.values({ entry: id, kind, other: to, made_at: now.toISOString() })
				.onConflict((c) => c.doNothing())
				.execute();
			return record({ ...about(member, narrower(entry, other)), action: 'logbook.related', object: id, after: { relation: kind, to } });
		},
		now,
	);
}

/** Where both can be read: at the narrower level, and in a part only when both belong to it. */
function narrower(one: Placed, other: Placed): Placed {
	const level = LEVELS.indexOf(one.level) < LEVELS.indexOf(other.level) ? other.level : one.level;
	return { level, subproject: one.subproject === other.subproject ? one.subproject : null, author: one.author };
}

/** One step of the story an entry stands in: another entry, and what the one is to the other. */
export interface Step {
	relation: Relation;
	/** Whether this entry says it of the other; else the other says it of this one. */
	isOwn: boolean;
	entry: Entry;
}

/** What came before and after an entry, in the order of the days it happened on; only what this member may read. */
export async function storyOf(db: Database, keys: Keys, member: Member, { id }: Pick<Entry, 'id'>): Promise<Step[]> {
	const rows = await db
		.selectFrom('entry_relations as r')
		.innerJoin('entries as n', (join) =>
			join.on((e) =>
				e.or([
					e.and([e('r.entry', '=', id), e('n.id', '=', e.ref('r.other'))]),
					e.and([e('r.other', '=', id), e('n.id', '=', e.ref('r.entry'))]),
				]),
			),
		)
		.select(['r.kind', 'r.entry', 'n.id'])
		.where((e) => e.or([e('r.entry', '=', id), e('r.other', '=', id)]))
		.where('n.project', '=', member.project.id)
		.where((e) => mayBeRead(e as never, member))
		.orderBy('n.happened_on')
		.orderBy('n.id')
		.execute();
	const steps: Step[] = [];
	for (const row of rows)
		steps.push({ relation: row.kind as Relation, isOwn: row.entry === id, entry: await entryFor(db, keys, member, row.id) });
	return steps;
}

/** That one entry says something of another. */
export interface Related {
	from: string;
	relation: Relation;
	to: string;
}

/** All that entries of a project are to each other, as far as this member may read both. */
export async function relationsFor(db: Database, member: Member): Promise<Related[]> {
	const readable = db
		.selectFrom('entries as n')
		.select('n.id')
		.where('n.project', '=', member.project.id)
		.where((e) => mayBeRead(e as never, member));
	const rows = await db
		.selectFrom('entry_relations')
		.select(['entry as from', 'kind', 'other as to'])
		.where('entry', 'in', readable)
		.where('other', 'in', readable)
		.orderBy('made_at')
		.orderBy('entry')
		.orderBy('other')
		.orderBy('kind')
		.execute();
	return rows.map(({ from, kind, to }) => ({ from, relation: kind as Relation, to }));
}
