import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { hashOfToken } from '#platform/tokens.ts';
import { entry } from '../entry.ts';
import { tellBoth } from './reset-letters.server.ts';
import { openResets } from './resets.server.ts';

export interface Stoppable {
	person: string;
	starterName: string | null;
	confirmerName: string | null;
	reason: string;
	readyAt: string;
}

/** What the link in the letter stops, as long as it can be stopped. Looking at it uses nothing up: mail scanners look too. */
export async function stoppableAt(db: Database, token: string, now: Date = new Date()): Promise<Stoppable | null> {
	const row = await openResets(db, now).where('r.stop_hash', '=', hashOfToken(token)).executeTakeFirst();
	if (!row || row.readyAt === null) return null;
	const { person, starterName, confirmerName, reason, readyAt } = row;
	return { person, starterName, confirmerName, reason, readyAt };
}

/** Stops it, by the link alone: who lost their second factor cannot sign in. Both who did it hear of it. */
export async function stopReset(db: Database, keys: Keys, token: string, now: Date = new Date()): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const reset = await openResets(tx, now).where('r.stop_hash', '=', hashOfToken(token)).executeTakeFirst();
			if (!reset) throw new Refusal('gone', 'accounts.resetStopOver');
			await tx.updateTable('factor_resets').set({ stopped_at: now.toISOString() }).where('id', '=', reset.id).execute();
			await tellBoth(tx, keys, reset, 'stopped', now);
			return record(entry(reset.pseudonym, 'second-factor-reset-stopped', reset.pseudonym, { reset: reset.id }));
		},
		now,
	);
}
