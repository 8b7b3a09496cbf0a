import type { Operator } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { entry } from './entry.ts';

const ONLY = 1;

/** Whether strangers may ask for a trial here. */
export async function isOffered(db: Database | Tx): Promise<boolean> {
	return (await db.selectFrom('trial_offer').select('id').executeTakeFirst()) !== undefined;
}

/** Opens or closes the public form. What was asked before stays, and waits while it is closed. */
export async function offer(db: Database, keys: Keys, operator: Operator, offered: boolean, now: Date = new Date()): Promise<void> {
	assertFresh(operator, now);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			await tx.deleteFrom('trial_offer').execute();
			if (offered) await tx.insertInto('trial_offer').values({ id: ONLY, since: now.toISOString() }).execute();
			return record(entry(operator.pseudonym, offered ? 'offered' : 'not-offered', 'installation'));
		},
		now,
	);
}
