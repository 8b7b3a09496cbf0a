import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { forgetLink } from '#platform/letters/letters.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import type { Administrator } from './account.ts';
import { tellColleague } from './colleague-letters.server.ts';
import { colleagueFor } from './colleagues.server.ts';
import { entry } from './entry.ts';
import { type Needed, neededAs } from './last-ones.server.ts';
import { assertFresh } from './proving-again.server.ts';

export type Deactivated = { ok: true } | { ok: false; issue: 'accounts.deactivateNotYourself' | Needed };

/** Whether somebody may not come in for now. Every door asks this or joins the same table, and so does whoever makes an `Account`. */
export async function isDeactivated(db: Database | Tx, account: string): Promise<boolean> {
	return (await db.selectFrom('deactivations').select('account').where('account', '=', account).executeTakeFirst()) !== undefined;
}

/**
 * Keeps a colleague out: every sign-in ends, no door opens, and what they invited others with is withdrawn. Their place in projects
 * stays for the history, and is worth nothing meanwhile.
 */
export async function deactivate(
	db: Database,
	keys: Keys,
	administrator: Administrator,
	colleague: string,
	now: Date = new Date(),
): Promise<Deactivated> {
	assertFresh(administrator, now);
	const { id, pseudonym } = await colleagueFor(db, administrator, colleague);
	const issue = id === administrator.id ? 'accounts.deactivateNotYourself' : await neededAs(db, id);
	if (issue) {
		note('account.deactivated', 'refused', { object: pseudonym });
		return { ok: false, issue };
	}
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const who = await colleagueFor(tx, administrator, colleague);
			// Of two who shut each other out at the same moment, each saw the other one still there.
			const late = await neededAs(tx, who.id);
			if (late) throw new Refusal('conflict', late);
			if (who.deactivatedSince !== null) throw new Refusal('conflict', 'accounts.deactivatedAlready');
			await tx.insertInto('deactivations').values({ account: who.id, since: now.toISOString() }).execute();
			await endEverythingOf(tx, who.id, now);
			await tellColleague(tx, keys, who, 'deactivated', administrator, now);
			return record(entry(administrator.pseudonym, 'deactivated', who.pseudonym));
		},
		now,
	);
	return { ok: true };
}

async function endEverythingOf(tx: Tx, account: string, now: Date): Promise<void> {
	await tx.deleteFrom('sign_ins').where('account', '=', account).execute();
	await tx.deleteFrom('password_resets').where('account', '=', account).execute();
	await tx.deleteFrom('api_tokens').where('account', '=', account).execute();
	const withdrawn = await tx
		.updateTable('invitations')
		.set({ withdrawn_at: now.toISOString() })
		.where('inviter', '=', account)
		.where('accepted_at', 'is', null)
		.where('withdrawn_at', 'is', null)
		.returning('letter')
		.execute();
	for (const { letter } of withdrawn) await forgetLink(tx, letter);
}

/** Lets a colleague in again, with the password, factors and rights they had. */
export async function reactivate(
	db: Database,
	keys: Keys,
	administrator: Administrator,
	colleague: string,
	now: Date = new Date(),
): Promise<void> {
	assertFresh(administrator, now);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const who = await colleagueFor(tx, administrator, colleague);
			if (who.deactivatedSince === null) throw new Refusal('conflict', 'accounts.notDeactivated');
			await tx.deleteFrom('deactivations').where('account', '=', who.id).execute();
			await tellColleague(tx, keys, who, 'reactivated', administrator, now);
			return record(entry(administrator.pseudonym, 'reactivated', who.pseudonym));
		},
		now,
	);
}
