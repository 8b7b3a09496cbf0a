import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { newId } from '#platform/tokens.ts';
import { newSecret, stepOf } from './authenticator.server.ts';
import { entry } from './entry.ts';
import { rememberDevice } from './known-devices.server.ts';
import { newRecoveryCodes } from './recovery-codes.server.ts';
import { completeSignIn, type HalfSignIn } from './sign-ins.server.ts';

/** The secret this sign-in is adding an app with; the same one however often the page is opened. Base32. Refuses who has another second factor. */
export async function secretToAdd(db: Database, keys: Keys, half: HalfSignIn): Promise<string> {
	if (await isCompleteWithoutApp(db, half.account)) {
		noteRefused(half);
		throw new Refusal('not-allowed', 'accounts.otherFactor');
	}
	const purpose = `new authenticator ${half.id}`;
	if (half.newSecret !== null) return keys.unseal(purpose, half.newSecret);
	await db
		.updateTable('sign_ins')
		.set({ new_secret: keys.seal(purpose, newSecret()) })
		.where('id', '=', half.id)
		.where('new_secret', 'is', null)
		.execute();
	const { new_secret } = await db.selectFrom('sign_ins').select('new_secret').where('id', '=', half.id).executeTakeFirstOrThrow();
	return keys.unseal(purpose, new_secret ?? '');
}

/**
 * Whether somebody without an app has come in wholly: by a passkey, or by both factors at their organisation. A first factor alone
 * adds no app to such an account, or who has only that would choose the second.
 */
export async function isCompleteWithoutApp(db: Database, account: string): Promise<boolean> {
	const device = await db
		.selectFrom('known_devices as d')
		.leftJoin('authenticators as f', 'f.account', 'd.account')
		.select('d.hash')
		.where('d.account', '=', account)
		.where('f.id', 'is', null)
		.executeTakeFirst();
	return device !== undefined;
}

const noteRefused = ({ pseudonym }: HalfSignIn): void => note('factor.added', 'refused', { object: pseudonym });

export type Added =
	| { ok: true; token: string; device: string | null; recoveryCodes: string[] }
	| { ok: false; issue: 'accounts.codeWrong' | 'accounts.startAgain' };

/** Adds the first app of an account, when the app shows the right code, and makes the sign-in whole. */
export async function addFirstAuthenticator(
	db: Database,
	keys: Keys,
	half: HalfSignIn,
	code: string,
	known: string | undefined,
	now: Date = new Date(),
): Promise<Added> {
	// Who has an app shows it; a password alone never adds a second one.
	if (half.hasAuthenticator) {
		noteRefused(half);
		return { ok: false, issue: 'accounts.startAgain' };
	}
	const secret = await secretToAdd(db, keys, half);
	const step = stepOf(code, secret, now);
	if (step === null) {
		noteRefused(half);
		return { ok: false, issue: 'accounts.codeWrong' };
	}
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const { pseudonym } = await tx.selectFrom('accounts').select('pseudonym').where('id', '=', half.account).executeTakeFirstOrThrow();
			const id = newId(now);
			await tx
				.insertInto('authenticators')
				.values({
					id,
					account: half.account,
					secret: keys.seal(`authenticator ${id}`, secret),
					added_at: now.toISOString(),
					last_step: step,
				})
				.execute();
			const recoveryCodes = await newRecoveryCodes(tx, half.account);
			const token = await completeSignIn(tx, half.id, now);
			const device = await rememberDevice(tx, half.account, known, now);
			return record(entry(pseudonym, 'authenticator-added'), { ok: true, token, device, recoveryCodes });
		},
		now,
	);
}
