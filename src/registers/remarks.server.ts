import type { Channel } from '#logbook/entry.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { newId } from '#platform/tokens.ts';
import { handsIn } from '#projects/hands.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { isLocked } from '#projects/level.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { packedRemark, type Remarked, unpackedRemark } from './content.ts';
import type { Fields } from './field.ts';
import { itemFor } from './items.server.ts';
import { aboutItem } from './recording.ts';
import { type Item, mayChangeItem, type Register } from './register.ts';

/** What was said or measured of an item, by whom. */
export interface Remark extends Remarked {
	id: string;
	authorName: string;
	channel: Channel;
}

export interface NewRemark extends Remarked {
	item: string;
	/** Without it, the screen. */
	channel?: Channel;
}

/** Adds what was said or measured of an item on a day. It is never changed: what turned out otherwise is said after it. */
export function remark<F extends Fields>(
	db: Database,
	keys: Keys,
	member: Member,
	register: Register<F>,
	{ item, channel = 'screen', ...remarked }: NewRemark,
	now: Date = new Date(),
): Promise<string> {
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const there = await itemFor(tx, keys, member, register, item);
			if (!mayChangeItem(member, there)) throw notAllowed(member);
			const own = await projectKeys(tx, keys, member.project.id);
			const id = newId(now);
			await tx
				.insertInto('register_remarks')
				.values({
					...{ id, item, author: member.account, made_at: now.toISOString(), channel },
					content: packedRemark(own, { id, level: there.level }, remarked),
				})
				.execute();
			const { day, text, measured } = remarked;
			const words = {
				happenedOn: day,
				...(text === '' ? {} : { note: text }),
				...(measured === null ? {} : { measured: String(measured) }),
			};
			const after = { register: register.id, level: there.level, ...(isLocked(there.level) ? {} : words) };
			return record({ ...aboutItem(member, there), channel, action: 'registers.remarked', after }, id);
		},
		now,
	);
}

/** What was said or measured of each of these items, in the order of the days it was about, the oldest first. */
export async function remarksOn(
	db: Database | Tx,
	keys: Keys,
	{ project }: Member,
	items: readonly Item[],
): Promise<Map<string, Remark[]>> {
	if (items.length === 0) return new Map();
	const levels = new Map(items.map(({ id, level }) => [id, level]));
	const own = await projectKeys(db, keys, project.id);
	const rows = await db
		.selectFrom('register_remarks as r')
		.innerJoin('register_items as i', 'i.id', 'r.item')
		.leftJoin('accounts as a', 'a.id', 'r.author')
		.select(['r.id', 'r.item', 'r.channel', 'r.content', 'a.name'])
		.where('i.project', '=', project.id)
		.where('i.register', 'in', [...new Set(items.map(({ register }) => register))])
		.orderBy('r.id')
		.execute();
	const there = rows.filter(({ item }) => levels.has(item));
	const ids = there.map(({ id }) => id);
	const hands = await handsIn(db, project.id, ['register_remarks'], ids);
	const told = there.map(({ id, item, channel, content, name }) => ({
		...{ id, item, channel: channel as Channel, authorName: name ?? hands('register_remarks', id, 'author') },
		...unpackedRemark(own, { id, level: levels.get(item) ?? 'core' }, content),
	}));
	return Map.groupBy(
		told.toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0)),
		({ item }) => item,
	);
}
