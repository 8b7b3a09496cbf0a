import type { Channel } from '#logbook/entry.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { type Hands, handsIn } from '#projects/hands.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { unpackedContent, unpackedReason } from './content.ts';
import type { Fields, Filled } from './field.ts';
import { type Item, mayReadItem, maySeeRegisters, REGISTER_LEVELS, type Register, type RegisterLevel } from './register.ts';

/** A register as far as this member may read it, in the order in which it was filled, with what was removed. */
export async function itemsFor<F extends Fields>(db: Database | Tx, keys: Keys, member: Member, register: Register<F>): Promise<Item<F>[]> {
	if (!maySeeRegisters(member)) throw notAllowed(member);
	const rows = await rowsOf(db, member, register).orderBy('i.id').execute();
	return opened(db, keys, member, register, rows);
}

/** How many items of each register this member reads, by its id; one on which nothing stands is not named. */
export async function countsFor(db: Database | Tx, member: Member): Promise<Map<string, number>> {
	if (!maySeeRegisters(member)) throw notAllowed(member);
	const rows = await db
		.selectFrom('register_items')
		.select((e) => ['register', e.fn.countAll<number | string>().as('count')])
		.where('project', '=', member.project.id)
		.where('level', 'in', levelsFor(member))
		.where('id', 'not in', db.selectFrom('register_removals').select('item'))
		.groupBy('register')
		.execute();
	return new Map(rows.map(({ register, count }) => [register, Number(count)]));
}

/** One of them; one of a level this member does not see is not found. */
export async function itemFor<F extends Fields>(
	db: Database | Tx,
	keys: Keys,
	member: Member,
	register: Register<F>,
	id: string,
): Promise<Item<F>> {
	const rows = maySeeRegisters(member) ? await rowsOf(db, member, register).where('i.id', '=', id).execute() : [];
	const [one] = await opened(db, keys, member, register, rows);
	return found(one);
}

const rowsOf = (db: Database | Tx, member: Member, register: Pick<Register, 'id'>) =>
	db
		.selectFrom('register_items as i')
		.leftJoin('accounts as a', 'a.id', 'i.author')
		.leftJoin('accounts as c', 'c.id', 'i.changed_by')
		.leftJoin('accounts as o', 'o.id', 'i.owner')
		.leftJoin('register_removals as r', 'r.item', 'i.id')
		.leftJoin('accounts as ra', 'ra.id', 'r.account')
		.select(['i.id', 'i.level', 'i.author', 'i.owner', 'i.added_at', 'i.channel', 'i.version', 'i.changed_at', 'i.content'])
		.select(['a.name as author_name', 'c.name as changed_by', 'o.name as owner_name'])
		.select(['r.at as removed_at', 'ra.name as removed_by', 'r.reason'])
		.where('i.project', '=', member.project.id)
		.where('i.register', '=', register.id)
		.where('i.level', 'in', levelsFor(member));

const levelsFor = (member: Member): RegisterLevel[] => REGISTER_LEVELS.filter((level) => mayReadItem(member, { level }));

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];

async function opened<F extends Fields>(
	db: Database | Tx,
	keys: Keys,
	{ project }: Member,
	register: Register<F>,
	rows: Row[],
): Promise<Item<F>[]> {
	if (rows.length === 0) return [];
	const own = await projectKeys(db, keys, project.id);
	const ids = rows.map(({ id }) => id);
	const hands = await handsIn(db, project.id, ['register_items', 'register_removals'], ids);
	return rows.map((row) => itemIn(own, register, row, hands));
}

/** All fields of a register, of which these are filled in. A field that came to it later is empty. */
export const withEvery = <F extends Fields>({ fields }: Register<F>, filled: Partial<Filled>): Filled<F> =>
	Object.fromEntries(Object.keys(fields).map((field) => [field, filled[field] ?? ''])) as Filled<F>;

function itemIn<F extends Fields>(own: Keys, register: Register<F>, row: Row, hands: Hands): Item<F> {
	const { id } = row;
	const level = row.level as RegisterLevel;
	const { filled, source, reviewOn } = unpackedContent(own, { id, level }, row.content);
	return {
		...{ id, register: register.id, level, author: row.author, owner: row.owner, version: row.version, source, reviewOn },
		authorName: row.author_name ?? hands('register_items', id, 'author'),
		ownerName: row.owner_name ?? hands('register_items', id, 'owner'),
		addedAt: row.added_at,
		channel: row.channel as Channel,
		changed: { at: row.changed_at, name: row.changed_by ?? hands('register_items', id, 'changed_by') },
		filled: withEvery(register, filled),
		removed:
			row.removed_at === null
				? null
				: {
						at: row.removed_at,
						name: row.removed_by ?? hands('register_removals', id, 'account'),
						reason: unpackedReason(own, { id, level }, row.reason ?? ''),
					},
	};
}
