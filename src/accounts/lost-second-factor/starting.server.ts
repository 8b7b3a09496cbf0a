import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import type { Administrator } from '../account.ts';
import { entry } from '../entry.ts';
import { assertFresh } from '../proving-again.server.ts';
import { askToConfirm, tellOfWithdrawal } from './reset-letters.server.ts';
import { openResets } from './resets.server.ts';
import { confirmersOf, longAgo } from './who-confirms.server.ts';

const DAY = 86_400;
const PER_PERSON: Limit = { name: 'second factor resets', most: 3, within: DAY };
/** Of both its halves: this long for somebody to confirm, and then as long for the person to sign in. In milliseconds. */
export const OPEN_FOR = 7 * DAY * 1000;

export type Obstacle =
	| 'accounts.resetNotYourself'
	| 'accounts.resetNoPassword'
	| 'accounts.resetIsOpen'
	| 'accounts.resetTooNew'
	| 'accounts.resetNobody';
export type Started = { ok: true; id: string } | { ok: false; issue: Obstacle | 'accounts.resetTooOften' };

interface Colleague {
	id: string;
	pseudonym: string;
	name: string;
	password: string | null;
}

/** Somebody of the administrator's own organisation, and why they cannot start it for them now, if so. Others are not found. */
export async function prospectOf(
	db: Database | Tx,
	administrator: Administrator,
	colleague: string,
	now: Date = new Date(),
): Promise<{ name: string; obstacle: Obstacle | null; administrators: string[]; hasLeaders: boolean }> {
	const person = await colleagueOf(db, administrator, colleague);
	const confirmers = await confirmersOf(db, { account: person.id, starter: administrator.id }, now);
	return {
		name: person.name,
		obstacle: await obstacleTo(db, administrator, person, confirmers.length > 0, now),
		administrators: confirmers.filter(({ isAdministrator }) => isAdministrator).map(({ name }) => name),
		// Who they are is not told: an administrator does not see who leads in another organisation.
		hasLeaders: confirmers.some(({ isAdministrator }) => !isAdministrator),
	};
}

/**
 * Starts the removal of a colleague's second factor. It does nothing until somebody else confirms it; whoever can gets a letter.
 */
export async function startReset(
	db: Database,
	keys: Keys,
	administrator: Administrator,
	colleague: string,
	reason: string,
	origin: string,
	now: Date = new Date(),
): Promise<Started> {
	assertFresh(administrator, now);
	const { obstacle } = await prospectOf(db, administrator, colleague, now);
	if (obstacle) return { ok: false, issue: obstacle };
	if (!(await spend(db, keys, PER_PERSON, colleague, now))) return { ok: false, issue: 'accounts.resetTooOften' };
	const id = newId(now);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const person = await colleagueOf(tx, administrator, colleague);
			const confirmers = await confirmersOf(tx, { account: person.id, starter: administrator.id }, now);
			// Of two who start it at the same moment, the second meets the first.
			const late = await obstacleTo(tx, administrator, person, confirmers.length > 0, now);
			if (late) throw new Refusal('conflict', late);
			const expires_at = new Date(now.getTime() + OPEN_FOR).toISOString();
			await tx
				.insertInto('factor_resets')
				.values({
					...{ id, account: person.id, starter: administrator.id, reason, started_at: now.toISOString(), expires_at },
					...{ confirmer: null, confirmed_at: null, ready_at: null, stop_hash: null },
					...{ stopped_at: null, withdrawn_at: null, used_at: null },
				})
				.execute();
			const request = { id, person: person.name, starter: administrator.name, expiresAt: expires_at };
			for (const confirmer of confirmers) await askToConfirm(tx, keys, confirmer, request, origin, now);
			return record(entry(administrator.pseudonym, 'second-factor-reset-started', person.pseudonym, { reset: id, reason }));
		},
		now,
	);
	return { ok: true, id };
}

/** Takes it back, by whichever administrator of the organisation, until it is used. */
export async function withdrawReset(
	db: Database,
	keys: Keys,
	administrator: Administrator,
	id: string,
	now: Date = new Date(),
): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const reset = found(
				await openResets(tx, now).where('r.id', '=', id).where('p.organisation', '=', administrator.organisation).executeTakeFirst(),
			);
			await tx.updateTable('factor_resets').set({ withdrawn_at: now.toISOString() }).where('id', '=', id).execute();
			// Before it is confirmed the person does not know of it.
			if (reset.confirmedAt !== null) await tellOfWithdrawal(tx, keys, reset.account, administrator.name, now);
			return record(entry(administrator.pseudonym, 'second-factor-reset-withdrawn', reset.pseudonym, { reset: id }));
		},
		now,
	);
}

async function colleagueOf(db: Database | Tx, { organisation }: Administrator, id: string): Promise<Colleague> {
	const row = await db
		.selectFrom('accounts')
		.select(['id', 'pseudonym', 'name', 'password'])
		.where('id', '=', id)
		.where('organisation', '=', organisation)
		.executeTakeFirst();
	return found(row);
}

async function obstacleTo(
	db: Database | Tx,
	administrator: Administrator,
	person: Colleague,
	canBeConfirmed: boolean,
	now: Date,
): Promise<Obstacle | null> {
	if (person.id === administrator.id) return 'accounts.resetNotYourself';
	// Without a password nobody would be asked for anything once the second factor is gone.
	if (person.password === null) return 'accounts.resetNoPassword';
	const open = await openResets(db, now).where('r.account', '=', person.id).executeTakeFirst();
	if (open) return 'accounts.resetIsOpen';
	const right = await db.selectFrom('administrators').select('since').where('account', '=', administrator.id).executeTakeFirst();
	if (!right || right.since > longAgo(now)) return 'accounts.resetTooNew';
	return canBeConfirmed ? null : 'accounts.resetNobody';
}
