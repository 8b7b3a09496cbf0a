import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely';
import type { Database, Tables, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { type Hands, handsIn } from '#projects/hands.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import type { Level } from '#projects/level.ts';
import { isOfCore, type Member } from '#projects/member.ts';
import { unlocked, unpacked } from './content.ts';
import type { Channel, Entry, Kind } from './entry.ts';
import { hasWords, holdingWords } from './finding.server.ts';
import { type KeptBeside, nothingBeside, wordsOfLocked } from './locked-words.server.ts';
import type { EntryTable } from './logbook.tables.ts';
import type { Question } from './question.ts';

/** In how many locked entries words are looked for; the newest. */
export const MOST_OPENED = 500;
/** As many ids as one question names. */
const BATCH = 500;

/** The entries a member may read, by the day they happened, the newest first. What is beside them is looked in as well. */
export async function entriesFor(
	db: Database | Tx,
	keys: Keys,
	member: Member,
	question: Question = {},
	beside: KeptBeside = nothingBeside,
): Promise<Entry[]> {
	const { words, limit } = question;
	const asked = placesOf(db, member, question).$if(limit !== undefined, (q) => q.limit(limit ?? 0));
	if (words === undefined) return opened(db, keys, member, await asked.execute());
	// The database knows the words of what everybody in the project may read. Of the rest it holds nothing that could be looked in.
	const inTheClear = asked.where('n.level', '=', 'internal').where((e) => hasWords(e as never, member.project.id, words));
	const known = question.isLocked === true ? [] : await inTheClear.execute();
	const locked = question.isLocked === false ? [] : await lockedWith(db, keys, member, { ...question, words }, beside);
	return opened(db, keys, member, [...known, ...locked].toSorted(newestFirst).slice(0, limit));
}

/** Where an entry stands in the order of the logbook. */
interface Place {
	id: string;
	happened_on: string;
}

const newestFirst = (one: Place, other: Place): number => (one.happened_on + one.id < other.happened_on + other.id ? 1 : -1);

/** Of the newest locked entries, those with these words. Nothing else of them is looked up. */
async function lockedWith(
	db: Database | Tx,
	keys: Keys,
	member: Member,
	question: Question & { words: string },
	beside: KeptBeside,
): Promise<Place[]> {
	const newest = await placesOf(db, member, { ...question, isLocked: true })
		.select('n.version')
		.where((e) => e.not(isRemoved(e as never)))
		.limit(MOST_OPENED)
		.execute();
	if (newest.length === 0) return [];
	const own = await projectKeys(db, keys, member.project.id);
	const words = await wordsOfLocked(db, own, newest);
	const more = await beside(
		own,
		newest.map(({ id }) => id),
	);
	const holds = holdingWords(question.words);
	return newest.filter(({ id }) => holds(`${words.get(id) ?? ''}${more.get(id) ?? ''}`));
}

/** One entry; one of a level or a part this member does not see is not found. */
export async function entryFor(db: Database | Tx, keys: Keys, member: Member, id: string): Promise<Entry> {
	const [entry] = await opened(db, keys, member, await placesOf(db, member, {}).where('n.id', '=', id).execute());
	return found(entry);
}

/** What stands in the logbook about one junction. */
export const entriesAt = (db: Database | Tx, keys: Keys, member: Member, junction: string, limit?: number): Promise<Entry[]> =>
	entriesFor(db, keys, member, { junction, limit });

/** Everything there is to know of these entries. Which they are was decided before. */
const rowsOf = (db: Database | Tx, ids: string[]): Promise<Row[]> =>
	db
		.selectFrom('entries as n')
		.leftJoin('accounts as a', 'a.id', 'n.author')
		.leftJoin('accounts as ch', 'ch.id', 'n.changed_by')
		.leftJoin('entry_actions as x', 'x.entry', 'n.id')
		.leftJoin('accounts as o', 'o.id', 'x.owner')
		.leftJoin('entry_confirmations as c', 'c.entry', 'n.id')
		.leftJoin('accounts as ca', 'ca.id', 'c.account')
		.leftJoin('entry_removals as r', 'r.entry', 'n.id')
		.leftJoin('accounts as ra', 'ra.id', 'r.account')
		.select(['n.id', 'n.kind', 'n.level', 'n.subproject', 'n.author', 'n.happened_on', 'n.entered_at', 'n.channel', 'n.version'])
		.select(['n.changed_at', 'n.content', 'a.name as author_name', 'ch.name as changed_by', 'x.entry as acts', 'x.owner'])
		.select(['o.name as owner_name', 'x.due_on', 'x.done_on', 'x.done_note', 'c.at as confirmed_at', 'ca.name as confirmed_by'])
		.select(['r.at as removed_at', 'ra.name as removed_by', 'r.reason'])
		.where('n.id', 'in', ids)
		.execute();

type Row = Pick<
	EntryTable,
	'id' | 'kind' | 'level' | 'subproject' | 'author' | 'happened_on' | 'entered_at' | 'channel' | 'version' | 'changed_at' | 'content'
> & { [column in Beside]: string | null };
/** What need not be there: names of people who may be gone, and what only an action, a confirmed decision or a removed entry has. */
type Beside =
	| ('author_name' | 'changed_by')
	| ('acts' | 'owner' | 'owner_name' | 'due_on' | 'done_on' | 'done_note')
	| ('confirmed_at' | 'confirmed_by')
	| ('removed_at' | 'removed_by' | 'reason');
type Builder = ExpressionBuilder<Tables & { n: Tables['entries'] }, 'n'>;
type Condition = ExpressionWrapper<never, never, SqlBool>;

/** What `mayReadEntry` says of one entry, as the database is asked it of all that it calls `n`. */
export function mayBeRead(e: Builder, member: Member): Condition {
	const isInternal = e('n.level', '=', 'internal');
	const ways = [member.role === 'subproject' ? e.and([isInternal, e('n.subproject', '=', member.subproject)]) : isInternal];
	if (isOfCore(member.role)) ways.push(e('n.level', '=', 'core'));
	if (!member.isOpener && !member.isByToken) ways.push(e.and([e('n.level', '=', 'personal'), e('n.author', '=', member.account)]));
	return e.or(ways) as never;
}

/** Which entries are asked for, of those this member may read, in order. Only this is asked of a logbook as a whole. */
function placesOf(db: Database | Tx, member: Member, question: Question) {
	const { kind, junction, person, from, until, channel, part, isOpen, isLocked, before } = question;
	return (
		db
			.selectFrom('entries as n')
			.select(['n.id', 'n.happened_on'])
			.where('n.project', '=', member.project.id)
			.where((e) => mayBeRead(e as never, member))
			// Written out, and not as a parameter: so an index of what is locked alone can be used.
			.$if(isLocked === true, (q) => q.where('n.level', '!=', sql.lit('internal')))
			.$if(isLocked === false, (q) => q.where('n.level', '=', 'internal'))
			.$if(kind !== undefined, (q) => q.where('n.kind', '=', kind ?? ''))
			.$if(junction !== undefined, (q) => q.where('n.id', 'in', ofJunction(db, junction ?? '')))
			.$if(person !== undefined, (q) => q.where((e) => e('n.id', 'in', ofPerson(db, member, person ?? ''))))
			.$if(from !== undefined, (q) => q.where('n.happened_on', '>=', from ?? ''))
			.$if(until !== undefined, (q) => q.where('n.happened_on', '<=', until ?? ''))
			.$if(channel !== undefined, (q) => q.where('n.channel', '=', channel ?? ''))
			.$if(part === '', (q) => q.where('n.subproject', 'is', null))
			.$if(part !== undefined && part !== '', (q) => q.where('n.subproject', '=', part ?? ''))
			.$if(isOpen === true, (q) => q.where((e) => isStillOpen(e as never)))
			.$if(before !== undefined, (q) => q.where(sql<SqlBool>`(n.happened_on, n.id) < (${before?.happenedOn ?? ''}, ${before?.id ?? ''})`))
			.orderBy('n.happened_on', 'desc')
			.orderBy('n.id', 'desc')
	);
}

const ofJunction = (db: Database | Tx, junction: string) =>
	db.selectFrom('entry_junctions').select('entry').where('junction', '=', junction);

/** An action that is neither done nor removed. */
function isStillOpen(e: Builder): Condition {
	const toDo = e.selectFrom('entry_actions as x').select('x.entry').whereRef('x.entry', '=', 'n.id').where('x.done_on', 'is', null);
	return e.and([e.exists(toDo), e.not(isRemoved(e))]) as never;
}

const isRemoved = (e: Builder) => e.exists(e.selectFrom('entry_removals as r').select('r.entry').whereRef('r.entry', '=', 'n.id'));

/** What somebody wrote in the project, or has to do there. */
const ofPerson = (db: Database | Tx, { project }: Member, pseudonym: string) => {
	const who = db.selectFrom('accounts').select('id').where('pseudonym', '=', pseudonym);
	return db
		.selectFrom('entries')
		.select('id')
		.where('project', '=', project.id)
		.where('author', '=', who)
		.union(db.selectFrom('entry_actions').select('entry as id').where('owner', '=', who));
};

/** What stands at these places, in their order. */
async function opened(db: Database | Tx, keys: Keys, member: Member, places: readonly Place[]): Promise<Entry[]> {
	if (places.length === 0) return [];
	const { id: project } = member.project;
	const own = await projectKeys(db, keys, project);
	const there = new Map<string, Entry>();
	for (let from = 0; from < places.length; from += BATCH) {
		const ids = places.slice(from, from + BATCH).map(({ id }) => id);
		const junctions = await junctionsOf(db, ids);
		const hands = await handsIn(db, project, ['entries', 'entry_actions', 'entry_confirmations', 'entry_removals'], ids);
		for (const row of await rowsOf(db, ids)) there.set(row.id, entryIn(own, row, junctions.get(row.id) ?? [], hands));
	}
	return places.flatMap(({ id }) => there.get(id) ?? []);
}

function entryIn(own: Keys, row: Row, junctions: string[], hands: Hands): Entry {
	const { id } = row;
	const [level, kind] = [row.level as Level, row.kind as Kind];
	const beside = (purpose: string, kept: string | null) => unlocked(own, level, `${purpose} ${id}`, kept ?? '');
	return {
		id,
		kind,
		level,
		subproject: row.subproject,
		author: row.author,
		authorName: row.author_name ?? hands('entries', id, 'author'),
		happenedOn: row.happened_on,
		enteredAt: row.entered_at,
		channel: row.channel as Channel,
		version: row.version,
		changed: { at: row.changed_at, name: row.changed_by ?? hands('entries', id, 'changed_by') },
		words: unpacked(own, { id, kind, level }, row.content),
		junctions,
		action:
			row.acts === null
				? null
				: {
						owner: row.owner,
						ownerName: row.owner_name ?? hands('entry_actions', id, 'owner'),
						dueOn: row.due_on,
						doneOn: row.done_on,
						doneNote: beside('done', row.done_note),
					},
		confirmed:
			row.confirmed_at === null ? null : { at: row.confirmed_at, name: row.confirmed_by ?? hands('entry_confirmations', id, 'account') },
		removed:
			row.removed_at === null
				? null
				: { at: row.removed_at, name: row.removed_by ?? hands('entry_removals', id, 'account'), reason: beside('removal', row.reason) },
	};
}

async function junctionsOf(db: Database | Tx, ids: string[]): Promise<Map<string, string[]>> {
	const rows = await db.selectFrom('entry_junctions').selectAll().where('entry', 'in', ids).orderBy('junction').execute();
	return new Map([...Map.groupBy(rows, ({ entry }) => entry)].map(([entry, some]) => [entry, some.map(({ junction }) => junction)]));
}

/** Who wrote something that this member may read, or has to do it; to choose from. */
export async function peopleIn(db: Database, member: Member): Promise<{ pseudonym: string; name: string }[]> {
	const people = await db
		.selectFrom('accounts as a')
		.select(['a.pseudonym', 'a.name'])
		.where(
			'a.id',
			'in',
			db.selectFrom('memberships').select('account').where('project', '=', member.project.id).$castTo<{ account: string }>(),
		)
		// Asked apart, each goes by an index of its own.
		.where((e) => e.or([e.exists(written(e as never, member)), e.exists(toDo(e as never, member))]))
		.execute();
	return people.toSorted((one, other) => new Intl.Collator('nl').compare(one.name, other.name));
}

type Person = ExpressionBuilder<Tables & { a: Tables['accounts'] }, 'a'>;

const written = (e: Person, member: Member) =>
	e
		.selectFrom('entries as n')
		.select('n.id')
		.where('n.project', '=', member.project.id)
		.whereRef('n.author', '=', 'a.id')
		.where((inner) => mayBeRead(inner as never, member));

const toDo = (e: Person, member: Member) =>
	e
		.selectFrom('entry_actions as x')
		.innerJoin('entries as n', 'n.id', 'x.entry')
		.select('n.id')
		.whereRef('x.owner', '=', 'a.id')
		.where('n.project', '=', member.project.id)
		.where((inner) => mayBeRead(inner as never, member));
