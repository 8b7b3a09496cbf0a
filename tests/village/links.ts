import type { Database } from '#platform/database/database.server.ts';
import { linkToHandOver } from '#platform/letters/outbox.server.ts';
import { keys } from './people.ts';

/** Where the newest letter to an address leads, as a path that begins so; null when none does, or not any more. */
export async function linkIn(db: Database, address: string, beginning: string, now: Date = new Date()): Promise<string | null> {
	const letters = await db
		.selectFrom('letters')
		.select('id')
		.where('address', '=', address)
		.orderBy('written_at', 'desc')
		.orderBy('id', 'desc')
		.execute();
	for (const { id } of letters) {
		const path = pathIn((await linkToHandOver(db, keys, id, now))?.url);
		if (path?.startsWith(beginning)) return path;
	}
	return null;
}

const pathIn = (url: string | undefined): string | undefined => url?.replace(/^https?:\/\/[^/]+/, '');

/** The secret at the end of such a path. */
export const tokenIn = (path: string | null): string => path?.split('/').at(-1) ?? '';
