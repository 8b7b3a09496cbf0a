import { enter, type NewEntry } from '#logbook/entering.server.ts';
import { entriesFor } from '#logbook/entries.server.ts';
import type { Entry, Mark } from '#logbook/entry.ts';
import { about } from '#logbook/recording.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { handsIn } from '#projects/hands.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { maySeeStakeholders } from '../stakeholder.ts';
import { onTheList } from './voice.ts';
import { voicesFor } from './voices.server.ts';

/** Writes a decision in the logbook, and which voices that are not at the table were thought of. Gives its id. */
export function addDecision(
	db: Database,
	keys: Keys,
	member: Member,
	given: NewEntry,
	thoughtOf: readonly string[],
	now: Date = new Date(),
): Promise<string> {
	return act(
		db,
		keys,
		async (acting) => {
			const { tx, record } = acting;
			const entered = await enter(acting, keys, member, { ...given, kind: 'decision' }, now);
			if (thoughtOf.length === 0) return entered;
			const there = onTheList(await voicesFor(tx, member));
			const voices = thoughtOf.map((id) => found(there.find((one) => one.id === id)));
			const thought = { entry: entered.result, account: member.account, thought_at: now.toISOString() };
			await tx
				.insertInto('voice_thoughts')
				.values(voices.map(({ id }) => ({ ...thought, voice: id })))
				.execute();
			const placed = { level: given.level, subproject: given.subproject };
			return record({ ...about(member, placed), action: 'stakeholders.voices-thought-of', object: entered.result }, entered.result);
		},
		now,
	);
}

/** That a voice was thought of, at which decision, when and by whom. */
export interface Thought extends Mark {
	voice: string;
	entry: string;
}

async function thoughtsIn(db: Database, { project }: Member, entry?: string): Promise<Thought[]> {
	const rows = await db
		.selectFrom('voice_thoughts as t')
		.innerJoin('absent_voices as v', 'v.id', 't.voice')
		.leftJoin('accounts as a', 'a.id', 't.account')
		.select(['t.voice', 't.entry', 't.thought_at', 'a.name'])
		.where('v.project', '=', project.id)
		.$if(entry !== undefined, (query) => query.where('t.entry', '=', entry ?? ''))
		.orderBy('t.thought_at', 'desc')
		.orderBy('v.added_at')
		.orderBy('t.voice')
		.execute();
	const keyOf = (row: { entry: string; voice: string }) => `${row.entry} ${row.voice}`;
	const hands = await handsIn(db, project.id, ['voice_thoughts'], rows.map(keyOf));
	return rows.map(({ thought_at: at, name, ...row }) => ({ ...row, at, name: name ?? hands('voice_thoughts', keyOf(row), 'account') }));
}

/** Who was thought of at this decision, by name; nothing for who does not read the list. That they may read the decision is known. */
export async function thoughtsAt(db: Database, member: Member, entry: string): Promise<(Thought & { called: string })[]> {
	if (!maySeeStakeholders(member)) return [];
	const names = new Map((await voicesFor(db, member)).map(({ id, name }) => [id, name]));
	return (await thoughtsIn(db, member, entry)).map((thought) => ({ ...thought, called: names.get(thought.voice) ?? '' }));
}

/** A decision that this member reads, with the voices that were thought of. */
export interface Considered {
	decision: Entry;
	thoughts: Thought[];
}

/** The decisions of the project at which somebody was thought of, the newest first; of those this member does not read nothing is told. */
export async function consideredFor(db: Database, keys: Keys, member: Member): Promise<Considered[]> {
	if (!maySeeStakeholders(member)) throw notAllowed(member);
	const thoughts = Map.groupBy(await thoughtsIn(db, member), ({ entry }) => entry);
	if (thoughts.size === 0) return [];
	const decisions = await entriesFor(db, keys, member, { kind: 'decision' });
	return decisions.flatMap((decision) => {
		const of = decision.removed === null ? thoughts.get(decision.id) : undefined;
		return of ? [{ decision, thoughts: of }] : [];
	});
}
