import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import type { Administrator } from './account.ts';
import { tellColleague } from './colleague-letters.server.ts';
import { colleagueFor } from './colleagues.server.ts';
import { entry } from './entry.ts';
import { type Needed, neededAsAdministrator } from './last-ones.server.ts';
import { assertFresh } from './proving-again.server.ts';

/** Makes a colleague an administrator of the organisation, beside the others. */
export async function appointAdministrator(
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
			if (who.deactivatedSince !== null) throw new Refusal('conflict', 'accounts.deactivatedAlready');
			if (who.administratorSince !== null) throw new Refusal('conflict', 'accounts.administratorAlready');
			await tx.insertInto('administrators').values({ account: who.id, since: now.toISOString() }).execute();
			await tellColleague(tx, keys, who, 'appointed', administrator, now);
			return record(entry(administrator.pseudonym, 'administrator-appointed', who.pseudonym));
		},
		now,
	);
}

/** Makes a colleague, or oneself, no administrator any more. The last one stays. */
export async function dismissAdministrator(
	db: Database,
	keys: Keys,
	administrator: Administrator,
	colleague: string,
	now: Date = new Date(),
): Promise<{ ok: true } | { ok: false; issue: Needed }> {
	assertFresh(administrator, now);
	const { id, pseudonym } = await colleagueFor(db, administrator, colleague);
	const issue = await neededAsAdministrator(db, id);
	if (issue) {
		note('administrator.removed', 'refused', { object: pseudonym });
		return { ok: false, issue };
	}
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const who = await colleagueFor(tx, administrator, colleague);
			const late = await neededAsAdministrator(tx, who.id);
			if (late) throw new Refusal('conflict', late);
			if (who.administratorSince === null) throw new Refusal('conflict', 'accounts.noAdministrator');
			await tx.deleteFrom('administrators').where('account', '=', who.id).execute();
			await tellColleague(tx, keys, who, 'dismissed', administrator, now);
			return record(entry(administrator.pseudonym, 'administrator-dismissed', who.pseudonym));
		},
		now,
	);
	return { ok: true };
}
