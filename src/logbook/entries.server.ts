import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely';
import type { Database, Tables, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { handsIn } from '#projects/hands.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import type { Level } from '#projects/level.ts';
import { isOfCore, type Member } from '#projects/member.ts';
import { unlocked, unpacked } from './content.ts';
import type { Channel, Entry, Kind } from './entry.ts';
import { hasWords, holdsWords } from './finding.server.ts';
import type { Question } from './question.ts';

/** How many locked entries are opened to look for words in; the newest. */
export const MOST_OPENED = 500;
/** As many ids as one question names. */
const BATCH = 500;

/** The entries a member may read, by the day they happened, the newest first. */
export async function entriesFor(db: Database | Tx, keys: Keys, member: Member, question: Question = {}): Promise<Entry[]> {
	const { words, limit } = question;
	const query = asked(db, member, question);
	if (words === undefined) return opened(db, keys, member, await query.$if(limit !== undefined, (q) => q.limit(limit ?? 0)).execute());
	// The database knows the words of what everybody in the project may read. Of the rest it holds nothing that could be looked in.
	const inTheClear = query.where('n.level', '=', 'internal').where((e) => hasWords(e as never, member.project.id, words));
	const known = await opened(db, keys, member, await inTheClear.$if(limit !== undefined, (q) => q.limit(limit ?? 0)).execute());
	const locked = await opened(db, keys, member, await query.where('n.level', '!=', 'internal').limit(MOST_OPENED).execute());
	const all = [...known, ...locked.filter((entry) => holdsWords(entry, words))].toSorted(newestFirst);
	return limit === undefined ? all : all.slice(0, limit);
}

const newestFirst = (one: Entry, other: Entry): number => (one.happenedOn + one.id < other.happenedOn + other.id ? 1 : -1);

/** One entry; one of a level or a part this member does not see is not found. */
export async function entryFor(db: Database | Tx, keys: Keys, member: Member, id: string): Promise<Entry> {
	const row = found(await readable(db, member).where('n.id', '=', id).executeTakeFirst());
	const [entry] = await opened(db, keys, member, [row]);
	return found(entry);
}

/** What stands in the logbook about one junction. */
export const entriesAt = (db: Database | Tx, keys: Keys, member: Member, junction: string, limit?: number): Promise<Entry[]> =>
	entriesFor(db, keys, member, { junction, limit });

const readable = (db: Database | Tx, member: Member) =>
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
		.where('n.project', '=', member.project.id)
		.where((e) => mayBeRead(e as never, member))
		.orderBy('n.happened_on', 'desc')
		.orderBy('n.id', 'desc');

type Row = Awaited<ReturnType<ReturnType<typeof readable>['executeTakeFirstOrThrow']>>;
type Builder = ExpressionBuilder<{ n: Tables['entries'] }, 'n'>;
type Condition = ExpressionWrapper<never, never, SqlBool>;

/** What `mayReadEntry` says of one entry, as the database is asked it of all that it calls `n`. */
export function mayBeRead(e: Builder, member: Member): Condition {
	const isInternal = e('n.level', '=', 'internal');
	const ways = [member.role === 'subproject' ? e.and([isInternal, e('n.subproject', '=', member.subproject)]) : isInternal];
	if (isOfCore(member.role)) ways.push(e('n.level', '=', 'core'));
	if (!member.isOpener && !member.isByToken) ways.push(e.and([e('n.level', '=', 'personal'), e('n.author', '=', member.account)]));
	return e.or(ways) as never;
}

function asked(db: Database | Tx, member: Member, question: Question) {
	const { kind, junction, person, from, until, channel, part, isOpen, before } = question;
	return readable(db, member)
		.$if(kind !== undefined, (q) => q.where('n.kind', '=', kind ?? ''))
		.$if(junction !== undefined, (q) =>
			q.where(
				'n.id',
				'in',
				db
					.selectFrom('entry_junctions')
					.select('entry')
					.where('junction', '=', junction ?? ''),
			),
		)
		.$if(person !== undefined, (q) => q.where((e) => e.or([e('a.pseudonym', '=', person ?? ''), e('o.pseudonym', '=', person ?? '')])))
		.$if(from !== undefined, (q) => q.where('n.happened_on', '>=', from ?? ''))
		.$if(until !== undefined, (q) => q.where('n.happened_on', '<=', until ?? ''))
		.$if(channel !== undefined, (q) => q.where('n.channel', '=', channel ?? ''))
		.$if(part === '', (q) => q.where('n.subproject', 'is', null))
		.$if(part !== undefined && part !== '', (q) => q.where('n.subproject', '=', part ?? ''))
		.$if(isOpen === true, (q) => q.where('x.entry', 'is not', null).where('x.done_on', 'is', null).where('r.at', 'is', null))
		.$if(before !== undefined, (q) => q.where(sql<SqlBool>`(n.happened_on, n.id) < (${before?.happenedOn ?? ''}, ${before?.id ?? ''})`));
}

async function opened(db: Database | Tx, keys: Keys, member: Member, rows: Row[]): Promise<Entry[]> {
	if (rows.length === 0) return [];
	const { id: project } = member.project;
	const own = await projectKeys(db, keys, project);
	const ids = rows.map(({ id }) => id);
	const junctions = await junctionsOf(db, ids);
	const hands = await handsIn(db, project, ['entries', 'entry_actions', 'entry_confirmations', 'entry_removals'], ids);
	return rows.map((row) => {
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
			junctions: junctions.get(id) ?? [],
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
					: {
							at: row.removed_at,
							name: row.removed_by ?? hands('entry_removals', id, 'account'),
							reason: beside('removal', row.reason),
						},
		};
	});
}

async function junctionsOf(db: Database | Tx, ids: string[]): Promise<Map<string, string[]>> {
	const found = new Map<string, string[]>();
	for (let from = 0; from < ids.length; from += BATCH) {
		const rows = await db
			.selectFrom('entry_junctions')
			.selectAll()
			.where('entry', 'in', ids.slice(from, from + BATCH))
			.orderBy('junction')
			.execute();
		for (const { entry, junction } of rows) found.set(entry, [...(found.get(entry) ?? []), junction]);
	}
	return found;
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
		.where((e) =>
			e.exists(
				e
					.selectFrom('entries as n')
					.leftJoin('entry_actions as x', 'x.entry', 'n.id')
					.select('n.id')
					.where('n.project', '=', member.project.id)
					.where((inner) => inner.or([inner('n.author', '=', inner.ref('a.id')), inner('x.owner', '=', inner.ref('a.id'))]))
					.where((inner) => mayBeRead(inner as never, member)),
			),
		)
		.execute();
	return people.toSorted((one, other) => new Intl.Collator('nl').compare(one.name, other.name));
}
