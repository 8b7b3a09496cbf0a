import type { Channel } from '#logbook/entry.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { type Hands, handsIn } from '#projects/hands.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { unpackedRemark, unpackedWording } from './content.ts';
import { mayReadShared, type Remark, SHARED_LEVELS, type SharedItem, type SharedLevel, type State } from './shared.ts';
import { maySeeShared } from './talk.ts';

/** What was released, as far as this member may read it, in the order in which it was. */
export async function sharedFor(db: Database | Tx, keys: Keys, member: Member): Promise<SharedItem[]> {
	if (!maySeeShared(member)) throw notAllowed(member);
	return opened(db, keys, member, await readable(db, member).orderBy('s.id').execute());
}

/** One of them; one of a level this member does not see is not found. */
export async function sharedItemFor(db: Database | Tx, keys: Keys, member: Member, id: string): Promise<SharedItem> {
	const rows = maySeeShared(member) ? await readable(db, member).where('s.id', '=', id).execute() : [];
	const [item] = await opened(db, keys, member, rows);
	return found(item);
}

/** What was released of a line that this member reads: who released it sees that, also where they read nothing else at that level. */
export async function sharedOf(
	db: Database | Tx,
	keys: Keys,
	member: Member,
	{ shared }: { shared: string | null },
): Promise<SharedItem | null> {
	if (shared === null) return null;
	const [item] = await opened(db, keys, member, await rowsIn(db, member).where('s.id', '=', shared).execute());
	return item ?? null;
}

const rowsIn = (db: Database | Tx, { project }: Member) =>
	db
		.selectFrom('shared_items as s')
		.leftJoin('accounts as o', 'o.id', 's.owner')
		.leftJoin('accounts as a', 'a.id', 's.sharer')
		.leftJoin('talk_lines as l', 'l.id', 's.line')
		.leftJoin('talks as t', 't.id', 'l.talk')
		.select(['s.id', 's.level', 's.owner', 's.state', 's.shared_at', 's.changed_at', 's.channel', 's.version', 's.content'])
		.select(['o.name as owner_name', 'a.name as sharer_name'])
		.select(['l.author', 'l.talk', 't.person', 't.interviewer'])
		.where('s.project', '=', project.id);

const readable = (db: Database | Tx, member: Member) =>
	rowsIn(db, member).where(
		's.level',
		'in',
		SHARED_LEVELS.filter((level) => mayReadShared(member, { level })),
	);

type Row = Awaited<ReturnType<ReturnType<typeof rowsIn>['execute']>>[number];

async function opened(db: Database | Tx, keys: Keys, { project }: Member, rows: Row[]): Promise<SharedItem[]> {
	if (rows.length === 0) return [];
	const own = await projectKeys(db, keys, project.id);
	const ids = rows.map(({ id }) => id);
	const hands = await handsIn(db, project.id, ['shared_items'], ids);
	const here = await takingPart(db, project.id);
	return rows.map((row) => itemIn(own, row, hands, here));
}

function itemIn(own: Keys, row: Row, hands: Hands, here: ReadonlySet<string>): SharedItem {
	const speaker = row.talk === null ? row.author : (row.person ?? row.interviewer);
	return {
		...{ id: row.id, level: row.level as SharedLevel, owner: row.owner, state: row.state as State, version: row.version },
		ownerName: row.owner_name ?? hands('shared_items', row.id, 'owner'),
		sharerName: row.sharer_name ?? hands('shared_items', row.id, 'sharer'),
		...{ sharedAt: row.shared_at, changedAt: row.changed_at, channel: row.channel as Channel },
		speaker: speaker !== null && here.has(speaker) ? speaker : null,
		...unpackedWording(own, row.id, row.content),
	};
}

async function takingPart(db: Database | Tx, project: string): Promise<ReadonlySet<string>> {
	const rows = await db
		.selectFrom('memberships')
		.select('account')
		.where('project', '=', project)
		.where('until', 'is', null)
		.where('account', 'not in', db.selectFrom('deactivations').select('account'))
		.execute();
	return new Set(rows.flatMap(({ account }) => account ?? []));
}

/** What was done about items that this member read, by item, the newest first. */
export async function remarksOn(
	db: Database,
	keys: Keys,
	{ project }: Member,
	items: readonly SharedItem[],
): Promise<Map<string, Remark[]>> {
	if (items.length === 0) return new Map();
	const own = await projectKeys(db, keys, project.id);
	const rows = await db
		.selectFrom('shared_remarks as r')
		.leftJoin('accounts as a', 'a.id', 'r.author')
		.leftJoin('accounts as o', 'o.id', 'r.owner')
		.select(['r.id', 'r.item', 'r.made_at', 'r.state', 'r.content', 'a.name', 'o.name as owner_name'])
		.where(
			'r.item',
			'in',
			items.map(({ id }) => id),
		)
		.orderBy('r.id', 'desc')
		.execute();
	const hands = await handsIn(
		db,
		project.id,
		['shared_remarks'],
		rows.map(({ id }) => id),
	);
	const told = rows.map(({ item, ...row }) => ({
		item,
		remark: {
			...{ id: row.id, at: row.made_at, state: row.state as State, text: unpackedRemark(own, row.id, row.content) },
			authorName: row.name ?? hands('shared_remarks', row.id, 'author'),
			ownerName: row.owner_name ?? hands('shared_remarks', row.id, 'owner'),
		},
	}));
	return new Map([...Map.groupBy(told, ({ item }) => item)].map(([item, some]) => [item, some.map(({ remark }) => remark)]));
}
