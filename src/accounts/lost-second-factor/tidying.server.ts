import type { Database } from '#platform/database/database.server.ts';

/** How long it is kept who wanted whose second factor removed, for questions afterwards. The journal keeps that it was. In milliseconds. */
const KEPT_FOR = 30 * 86_400_000;

/** Forgets what has been over for a month. Gives one line for the operator. */
export async function forgetOldResets(db: Database, now: Date = new Date()): Promise<string> {
	const before = new Date(now.getTime() - KEPT_FOR).toISOString();
	const { numDeletedRows } = await db.deleteFrom('factor_resets').where('expires_at', '<=', before).executeTakeFirst();
	return `forgot ${numDeletedRows} old resets of a second factor`;
}
