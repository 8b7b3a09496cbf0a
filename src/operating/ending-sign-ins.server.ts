import type { Operator } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { entry } from './entry.ts';

/** Ends every sign-in of everybody, also that of who does it: for when a cookie may be in the wrong hands. Gives how many ended. */
export async function endEverySignIn(db: Database, keys: Keys, operator: Operator, now: Date = new Date()): Promise<number> {
	assertFresh(operator, now);
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const { numDeletedRows } = await tx.deleteFrom('sign_ins').executeTakeFirst();
			const ended = Number(numDeletedRows);
			return record(entry(operator, 'sign-ins-ended', 'installation', { ended }), ended);
		},
		now,
	);
}
