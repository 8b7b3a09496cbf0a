import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { entry } from '../entry.ts';
import { tellOfRemoval } from './reset-letters.server.ts';
import { openResets } from './resets.server.ts';

/**
 * For who has just shown their password: removes their second factor when two people saw to that more than a day ago. Every other
 * way in goes with it, and every sign-in, so that from here on they are as somebody new who has to add an app.
 */
export async function carryOutReset(db: Database, keys: Keys, account: string, now: Date): Promise<void> {
	if (!(await readyOf(db, account, now))) return;
	try {
		await act(
			db,
			keys,
			async ({ tx, record }) => {
				const reset = await readyOf(tx, account, now);
				if (!reset) throw new StoppedMeanwhile();
				await tx.updateTable('factor_resets').set({ used_at: now.toISOString() }).where('id', '=', reset.id).execute();
				await removeEveryWayIn(tx, account);
				await tellOfRemoval(tx, keys, account, now);
				return record(entry(reset.pseudonym, 'second-factor-reset', reset.pseudonym, { reset: reset.id }));
			},
			now,
		);
	} catch (error) {
		if (!(error instanceof StoppedMeanwhile)) throw error;
	}
}

/** Takes back what was begun. */
class StoppedMeanwhile extends Error {}

const readyOf = (db: Database | Tx, account: string, now: Date) =>
	openResets(db, now).where('r.account', '=', account).where('r.ready_at', '<=', now.toISOString()).executeTakeFirst();

/** A browser that is known would count as one that came in without an app, and could add none. */
async function removeEveryWayIn(tx: Tx, account: string): Promise<void> {
	for (const table of ['authenticators', 'recovery_codes', 'passkeys', 'identities', 'known_devices', 'sign_ins'] as const)
		await tx.deleteFrom(table).where('account', '=', account).execute();
}
