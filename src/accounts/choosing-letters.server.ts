import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { choicesOf, writeChoice } from '#platform/letters/choices.server.ts';
import { DIGEST, isRefusable, ordinaryKinds, usualWay, type Way } from '#platform/letters/kinds.ts';
import { type Refusing, refusalIn } from '#platform/letters/refusal.server.ts';
import { found } from '#platform/refusals.ts';
import type { Account } from './account.ts';
import { entry } from './entry.ts';

/** Chooses how one gets the letters of some kinds. Those about safety are not for choosing. */
export async function chooseLetters(
	db: Database,
	keys: Keys,
	account: Account,
	choices: ReadonlyMap<string, Way>,
	now: Date = new Date(),
): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			await write(tx, account.id, choices, now);
			return record(entry(account.pseudonym, 'letters-chosen', account.pseudonym, Object.fromEntries(choices)));
		},
		now,
	);
}

/** Which letters the address at the foot of a mail refuses, or null when it is none of ours or of somebody who is gone. */
export async function refusingAt(db: Database, keys: Keys, token: string): Promise<(Refusing & { pseudonym: string }) | null> {
	const refusing = refusalIn(keys, token);
	if (!refusing || !isRefusable(refusing.kind)) return null;
	const row = await db.selectFrom('accounts').select('pseudonym').where('id', '=', refusing.account).executeTakeFirst();
	return row ? { ...refusing, ...row } : null;
}

/**
 * Refuses letters of a kind by mail, by nothing but the address at the foot of one; from then on they lie in the inbox. Who refuses the
 * digest refuses what it told of. To do it twice is to do it once.
 */
export async function refuseLetters(db: Database, keys: Keys, token: string, now: Date = new Date()): Promise<void> {
	const { account, kind, pseudonym } = found(await refusingAt(db, keys, token));
	const chosen = await choicesOf(db, account);
	const wayOf = (each: string) => chosen.get(each) ?? usualWay(each);
	const gathered = () => ordinaryKinds().filter((each) => wayOf(each.kind) === 'daily');
	const kinds = kind === DIGEST ? gathered().map((each) => each.kind) : [kind];
	const refused = new Map(kinds.filter((each) => wayOf(each) !== 'inbox').map((each) => [each, 'inbox' as const]));
	if (refused.size === 0) return;
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			await write(tx, account, refused, now);
			return record(entry(pseudonym, 'letters-chosen', pseudonym, Object.fromEntries(refused)));
		},
		now,
	);
}

async function write(tx: Tx, account: string, choices: ReadonlyMap<string, Way>, now: Date): Promise<void> {
	for (const [kind, way] of choices) await writeChoice(tx, account, kind, way, now);
}
