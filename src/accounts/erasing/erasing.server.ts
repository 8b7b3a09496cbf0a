import type { Database } from '#platform/database/database.server.ts';
import { forgetDeleted } from '#platform/database/forgetting.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import type { Account, Administrator } from '../account.ts';
import { colleagueFor } from '../colleagues.server.ts';
import { entry } from '../entry.ts';
import { type Needed, neededAs } from '../last-ones.server.ts';
import { assertFresh } from '../proving-again.server.ts';
import { addErasure } from './erased-list.server.ts';
import { type Erasing, forget } from './forgetting.server.ts';

/** Why somebody is erased, when they are still there to ask. */
type Ground = 'own-request' | 'left-organisation';
type Issue = 'accounts.addressDiffers' | 'accounts.eraseNotYourself' | Needed;
export type Erased = { ok: true } | { ok: false; issue: Issue };

/** Erases oneself, for who types their own address. Every sign-in of theirs ends at once. */
export async function eraseMyself(
	db: Database,
	keys: Keys,
	account: Account,
	typed: string,
	erasing: Erasing,
	now: Date = new Date(),
): Promise<Erased> {
	assertFresh(account, now);
	const wish = { id: account.id, typed, successor: null, by: account.pseudonym, ground: 'own-request' } as const;
	return erase(db, keys, wish, erasing, now);
}

/** Erases a colleague who left, for an administrator who types that colleague's address and names who goes on with what only they did. */
export async function eraseColleague(
	db: Database,
	keys: Keys,
	administrator: Administrator,
	colleague: string,
	given: { typed: string; successor?: string | null },
	erasing: Erasing,
	now: Date = new Date(),
): Promise<Erased> {
	assertFresh(administrator, now);
	if (colleague === administrator.id) return refuse(administrator.pseudonym, 'accounts.eraseNotYourself');
	await colleagueFor(db, administrator, colleague);
	const { typed, successor = null } = given;
	if (successor !== null) await colleagueFor(db, administrator, successor);
	const wish = { id: colleague, typed, successor, by: administrator.pseudonym, ground: 'left-organisation' } as const;
	return erase(db, keys, wish, erasing, now);
}

function refuse(pseudonym: string, issue: Issue): Erased {
	note('account.erased', 'refused', { object: pseudonym });
	return { ok: false, issue };
}

interface Wish {
	id: string;
	typed: string;
	successor: string | null;
	by: string;
	ground: Ground;
}

async function erase(db: Database, keys: Keys, { id, typed, successor, by, ground }: Wish, erasing: Erasing, now: Date): Promise<Erased> {
	const row = found(await db.selectFrom('accounts').select(['address_key', 'pseudonym']).where('id', '=', id).executeTakeFirst());
	const issue = foldedAddress(typed) === row.address_key ? await neededAs(db, id) : 'accounts.addressDiffers';
	if (issue) return refuse(row.pseudonym, issue);
	const erasure = await act(
		db,
		keys,
		async (acting) => {
			const { tx, record } = acting;
			// Of two who leave at the same moment, each saw the other one still there.
			const late = await neededAs(tx, id);
			if (late) throw new Refusal('conflict', late);
			const erasure = found(
				await forget(acting, row.pseudonym, erasing.holdings, now, { actor: by, channel: 'screen', successor, isReplayed: false }),
			);
			return record(entry(by, 'erased', row.pseudonym, { ground }), erasure);
		},
		now,
	);
	addErasure(erasing.folder, erasure);
	await forgetDeleted(db);
	return { ok: true };
}
