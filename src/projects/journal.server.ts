import { namesOf } from '#accounts/naming.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { actorsIn } from '#platform/journal/asking.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import type { Entry, Question } from '#platform/journal/journal.ts';
import type { Line } from '#platform/journal/telling.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { readershipOf } from './entry.ts';
import { namesFromElsewhere } from './hands.server.ts';
import type { Member } from './member.ts';

const SHOWN = 200;

export interface JournalLine {
	seq: number;
	at: string;
	/** The name of who did it, or their pseudonym when they are gone. */
	who: string;
	action: string;
	hash: string;
}

/** What happened in the project as far as a member may see it, newest first and by its outside. */
export async function journalFor(db: Database, keys: Keys, member: Member, question: Partial<Question> = {}): Promise<JournalLine[]> {
	const lines = await linesFor(db, keys, member, question);
	return lines.map(({ seq, at, who, action, hash }) => ({ seq, at, who, action, hash }));
}

/** The same with what was there before and after, to be told. */
export async function linesFor(db: Database, keys: Keys, member: Member, question: Partial<Question> = {}): Promise<Line[]> {
	const { id } = member.project;
	const entries = await entriesOf(db, keys, id, { limit: SHOWN, ...question, readership: readershipOf(member) });
	const [people, others, parts] = await Promise.all([
		namesOf(db, entries.flatMap(pseudonymsIn)),
		namesFromElsewhere(db, id),
		partNamesOf(db, id),
	]);
	const names = new Map([...people, ...others, ...parts, [id, member.project.name]]);
	return entries.map((entry) => ({ ...entry, who: names.get(entry.actor) ?? entry.actor, names }));
}

/** Who did something in the entries that a member may see, with what they are called. */
export async function actorsFor(db: Database, member: Member): Promise<{ pseudonym: string; name: string }[]> {
	const actors = await actorsIn(db, member.project.id, { readership: readershipOf(member) });
	const [here, elsewhere] = await Promise.all([namesOf(db, actors), namesFromElsewhere(db, member.project.id)]);
	const names = new Map([...here, ...elsewhere]);
	return actors
		.map((pseudonym) => ({ pseudonym, name: names.get(pseudonym) ?? pseudonym }))
		.toSorted((one, other) => new Intl.Collator('nl').compare(one.name, other.name));
}

function pseudonymsIn({ actor, object, detail }: Entry): string[] {
	const sides = detail.state === 'kept' ? [detail.before, detail.after] : [];
	const values = sides.flatMap((side) => (typeof side === 'object' && side !== null ? Object.values(side) : []));
	return [actor, object, ...values.filter((value) => typeof value === 'string')];
}

async function partNamesOf(db: Database, project: string): Promise<[string, string][]> {
	const rows = await db.selectFrom('subprojects').select(['id', 'name']).where('project', '=', project).execute();
	return rows.map(({ id, name }) => [id, name]);
}
