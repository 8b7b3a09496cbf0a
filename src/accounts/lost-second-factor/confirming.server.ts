import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { hashOfToken, newToken } from '#platform/tokens.ts';
import type { Account } from '../account.ts';
import { entry } from '../entry.ts';
import { assertFresh } from '../proving-again.server.ts';
import { tellBoth, tellOfWait } from './reset-letters.server.ts';
import { openResets } from './resets.server.ts';
import { OPEN_FOR } from './starting.server.ts';
import { confirmersOf } from './who-confirms.server.ts';

/** Between the confirmation and the moment from which it can be used: time for the person to stop it. In milliseconds. */
export const WAIT = 24 * 3_600_000;

/** Something that this person is asked to confirm. */
export interface ResetRequest {
	id: string;
	account: string;
	pseudonym: string;
	person: string;
	starter: string;
	starterName: string;
	reason: string;
	startedAt: string;
	expiresAt: string;
}

/** What this account is asked to confirm, the oldest first. */
export async function requestsFor(db: Database | Tx, account: Account, now: Date = new Date()): Promise<ResetRequest[]> {
	const open = await openResets(db, now)
		.innerJoin('administrators as m', 'm.account', 'r.starter')
		.whereRef('s.organisation', '=', 'p.organisation')
		.where('r.confirmed_at', 'is', null)
		.execute();
	const asked: ResetRequest[] = [];
	for (const { id, account: whose, pseudonym, person, starter, starterName, reason, startedAt, expiresAt } of open) {
		if (starter === null || starterName === null) continue;
		const confirmers = await confirmersOf(db, { account: whose, starter }, now);
		if (confirmers.some((one) => one.id === account.id))
			asked.push({ id, account: whose, pseudonym, person, starter, starterName, reason, startedAt, expiresAt });
	}
	return asked;
}

/** One of them. Who is not asked finds nothing. */
export async function requestFor(db: Database | Tx, account: Account, id: string, now: Date = new Date()): Promise<ResetRequest> {
	return found((await requestsFor(db, account, now)).find((request) => request.id === id));
}

/**
 * Confirms that somebody's second factor goes. It can be used a day later; the person hears of it at once, at every address we know,
 * and can stop it.
 */
export async function confirmReset(
	db: Database,
	keys: Keys,
	account: Account,
	id: string,
	origin: string,
	now: Date = new Date(),
): Promise<void> {
	assertFresh(account, now);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const request = await requestFor(tx, account, id, now);
			const [readyAt, expiresAt] = [WAIT, OPEN_FOR].map((after) => new Date(now.getTime() + after).toISOString()) as [string, string];
			const token = newToken();
			await tx
				.updateTable('factor_resets')
				.set({ confirmer: account.id, confirmed_at: now.toISOString(), ready_at: readyAt, expires_at: expiresAt })
				.set({ stop_hash: hashOfToken(token) })
				.where('id', '=', id)
				.execute();
			const told = { ...request, confirmer: account.id, confirmerName: account.name, readyAt, expiresAt };
			await tellOfWait(tx, keys, told, token, origin, now);
			await tellBoth(tx, keys, told, 'confirmed', now);
			return record(entry(account.pseudonym, 'second-factor-reset-confirmed', request.pseudonym, { reset: id }));
		},
		now,
	);
}
