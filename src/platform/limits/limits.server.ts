import { sql } from 'kysely';
import type { Database } from '../database/database.server.ts';
import type { Keys } from '../keys/keys.server.ts';
import { note } from '../security-log/noting.server.ts';

/** How often something may be tried, counted per who. */
export interface Limit {
	name: string;
	most: number;
	/** In seconds, from the first try. */
	within: number;
}

const REACHED_SHOWN = 100;

/**
 * Spends one of the tries and tells whether it was still to be had. Kept in the database, so that a restart gives nobody new
 * tries, and counted in one statement, so that of many at once exactly as many pass as may.
 */
export async function spend(db: Database, keys: Keys, limit: Limit, who: string, now: Date = new Date()): Promise<boolean> {
	const at = now.toISOString();
	const until = new Date(now.getTime() + limit.within * 1000).toISOString();
	const isOver = sql<boolean>`limits.until <= ${at}`;
	const { spent } = await db
		.insertInto('limits')
		.values({ key: keyOf(keys, limit, who), name: limit.name, most: limit.most, spent: 1, until })
		.onConflict((c) =>
			c.column('key').doUpdateSet({
				// Counting on would let a stubborn number grow without end.
				spent: sql<number>`case when ${isOver} then 1 when limits.spent > ${limit.most} then limits.spent else limits.spent + 1 end`,
				until: sql<string>`case when ${isOver} then ${until} else limits.until end`,
				most: limit.most,
			}),
		)
		.returning('spent')
		.executeTakeFirstOrThrow();
	const isAllowed = spent <= limit.most;
	if (!isAllowed) note('limit', 'refused', { object: limit.name });
	return isAllowed;
}

/** Whether none of the tries is left, without spending one. */
export async function isSpent(db: Database, keys: Keys, limit: Limit, who: string, now: Date = new Date()): Promise<boolean> {
	const row = await db
		.selectFrom('limits')
		.select('spent')
		.where('key', '=', keyOf(keys, limit, who))
		.where('until', '>', now.toISOString())
		.executeTakeFirst();
	return row !== undefined && row.spent >= limit.most;
}

/** Gives all tries back, as after a success. */
export async function forgive(db: Database, keys: Keys, limit: Limit, who: string): Promise<void> {
	await db
		.deleteFrom('limits')
		.where('key', '=', keyOf(keys, limit, who))
		.execute();
}

/** Gives one try back: it was none of those that the limit is there to count. */
export async function giveBack(db: Database, keys: Keys, limit: Limit, who: string): Promise<void> {
	await db
		.updateTable('limits')
		.set((e) => ({ spent: e('spent', '-', 1) }))
		.where('key', '=', keyOf(keys, limit, who))
		.where('spent', '>', 0)
		.execute();
}

/** Throws away what is over. */
export async function forgetOldLimits(db: Database, now: Date = new Date()): Promise<number> {
	const { numDeletedRows } = await db.deleteFrom('limits').where('until', '<=', now.toISOString()).executeTakeFirst();
	return Number(numDeletedRows);
}

/** A limit that somebody has reached. Who that is cannot be told: only a mark of them is kept. */
export interface Reached {
	key: string;
	name: string;
	most: number;
	until: string;
}

/** The limits that refuse somebody now, the one that holds longest first. */
export async function reachedLimits(db: Database, now: Date = new Date()): Promise<Reached[]> {
	return db
		.selectFrom('limits')
		.select(['key', 'name', 'most', 'until'])
		.whereRef('spent', '>', 'most')
		.where('most', '>', 0)
		.where('until', '>', now.toISOString())
		.orderBy('until', 'desc')
		.limit(REACHED_SHOWN)
		.execute();
}

const keyOf = (keys: Keys, limit: Limit, who: string): string => keys.mark(`limit ${limit.name}`, who);

/** Whom an address stands for: one house has a whole /64 of IPv6, and would otherwise have as many tries. */
export function whoIsAt(address: string | undefined): string {
	// Who hung up before we looked has none.
	if (address === undefined) return 'gone';
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
	if (!plain.includes(':')) return plain;
	const [head = '', tail] = plain.split('%')[0]?.split('::') ?? [];
	const first = head.split(':').filter(Boolean);
	const last = tail === undefined ? [] : tail.split(':').filter(Boolean);
	const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
	const groups = [...first, ...zeros, ...last].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
	return `${groups.join(':')}::/64`;
}
