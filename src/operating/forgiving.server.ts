import type { Operator } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { entry } from './entry.ts';

/** Gives all tries of a limit back to whom it refuses, by its mark: for a whole office behind one address. Who it was stays unknown. */
export async function forgiveLimit(db: Database, keys: Keys, operator: Operator, mark: string, now: Date = new Date()): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const gone = await tx.deleteFrom('limits').where('key', '=', mark).returning('name').executeTakeFirst();
			return record(entry(operator, 'limit-forgiven', shortMark(mark), { limit: found(gone).name }));
		},
		now,
	);
}

/** Enough of a mark to see that two lines are about the same one. */
export const shortMark = (mark: string): string => mark.slice(0, 8);
