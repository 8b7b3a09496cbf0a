import type { Database } from '#platform/database/database.server.ts';

const MINUTE = 60_000;
/** How long a claim holds without being renewed, and how long a job that failed rests. In milliseconds. */
export const CLAIM = 10 * MINUTE;
export const REST = 60 * MINUTE;
const KEPT = 400 * 24 * 60 * MINUTE;
const LONGEST_LINE = 500;

/** A job that this process does for this night, and no other process. */
export interface Claimed {
	job: string;
	day: string;
	attempt: number;
}

/**
 * Takes a job for a night, unless it was done, is being done, or failed a short while ago. Of several processes one gets it. `again`
 * takes it also when it was done already.
 */
export async function claim(
	db: Database,
	{ job, day, again = false }: { job: string; day: string; again?: boolean },
	now: Date,
): Promise<Claimed | null> {
	const last = await db
		.selectFrom('daily_runs')
		.selectAll()
		.where('job', '=', job)
		.where('day', '=', day)
		.orderBy('attempt', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (last?.ended_at === null && last.claimed_until > now.toISOString()) return null;
	if (!again && last?.good === 1) return null;
	if (!again && last?.good === 0 && now.getTime() - Date.parse(last.ended_at ?? '') < REST) return null;
	const claimed = { job, day, attempt: (last?.attempt ?? 0) + 1 };
	const made = await db
		.insertInto('daily_runs')
		.values({ ...claimed, began_at: now.toISOString(), claimed_until: until(now), ended_at: null, good: null, said: null })
		.onConflict((c) => c.doNothing())
		.returning('attempt')
		.executeTakeFirst();
	return made ? claimed : null;
}

/** Tells the others that this process is still at it. */
export async function renew(db: Database, claimed: Claimed, now: Date): Promise<void> {
	await ofClaim(db, claimed)
		.set({ claimed_until: until(now) })
		.execute();
}

export async function settle(db: Database, claimed: Claimed, { good, said }: { good: boolean; said: string }, now: Date): Promise<void> {
	const line = said.replace(/\s+/g, ' ').slice(0, LONGEST_LINE);
	await ofClaim(db, claimed)
		.set({ ended_at: now.toISOString(), good: good ? 1 : 0, said: line })
		.execute();
}

const ofClaim = (db: Database, { job, day, attempt }: Claimed) =>
	db.updateTable('daily_runs').where('job', '=', job).where('day', '=', day).where('attempt', '=', attempt).where('ended_at', 'is', null);

/** How one run of a job went. `state` is a word: a claim that nobody renewed was cut short. */
export interface Run {
	job: string;
	day: string;
	attempt: number;
	beganAt: string;
	/** In milliseconds; null for what has not ended. */
	took: number | null;
	state: 'good' | 'failed' | 'busy' | 'cut short';
	said: string;
}

/** The newest runs, of one job or of all. */
export async function runsOf(db: Database, { job, limit }: { job?: string; limit: number }, now: Date = new Date()): Promise<Run[]> {
	const rows = await db
		.selectFrom('daily_runs')
		.selectAll()
		.$if(job !== undefined, (query) => query.where('job', '=', job ?? ''))
		.orderBy('began_at', 'desc')
		.orderBy('job')
		.limit(limit)
		.execute();
	return rows.map((row) => ({
		job: row.job,
		day: row.day,
		attempt: row.attempt,
		beganAt: row.began_at,
		took: row.ended_at === null ? null : Date.parse(row.ended_at) - Date.parse(row.began_at),
		state: row.ended_at === null ? (row.claimed_until > now.toISOString() ? 'busy' : 'cut short') : row.good === 1 ? 'good' : 'failed',
		said: row.said ?? '',
	}));
}

/** The newest run of each job, by its name. */
export async function lastRuns(db: Database, now: Date = new Date()): Promise<Map<string, Run>> {
	const last = new Map<string, Run>();
	for (const run of await runsOf(db, { limit: 200 }, now)) if (!last.has(run.job)) last.set(run.job, run);
	return last;
}

export async function forgetOldRuns(db: Database, now: Date): Promise<number> {
	const { numDeletedRows } = await db
		.deleteFrom('daily_runs')
		.where('began_at', '<', new Date(now.getTime() - KEPT).toISOString())
		.executeTakeFirst();
	return Number(numDeletedRows);
}

const until = (now: Date) => new Date(now.getTime() + CLAIM).toISOString();
