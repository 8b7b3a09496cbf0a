import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { write } from '#platform/letters/letters.server.ts';
import { speechIn } from '#platform/messages.ts';
import { hashOfToken, newToken } from '#platform/tokens.ts';
import type { HalfSignIn } from './sign-ins.server.ts';

/** Whether this person signed in wholly with this browser before. */
export async function isKnownDevice(db: Database | Tx, account: string, known: string | undefined): Promise<boolean> {
	if (!known) return false;
	const row = await db
		.selectFrom('known_devices')
		.select('hash')
		.where('hash', '=', hashOfToken(known))
		.where('account', '=', account)
		.executeTakeFirst();
	return row !== undefined;
}

/** What a browser keeps so that it is known next time; null when it is known already. */
export async function rememberDevice(tx: Tx, account: string, known: string | undefined, now: Date): Promise<string | null> {
	if (await isKnownDevice(tx, account, known)) return null;
	const device = newToken();
	await tx
		.insertInto('known_devices')
		.values({ hash: hashOfToken(device), account, since: now.toISOString() })
		.execute();
	return device;
}

/** Who did not sign in there themselves should hear of it. */
export async function tellOfNewDevice(tx: Tx, keys: Keys, half: HalfSignIn, now: Date): Promise<void> {
	const { say } = speechIn(half.language);
	await write(
		tx,
		keys,
		{
			to: { account: half.account, address: half.address, language: half.language },
			kind: 'accounts.newDevice',
			subject: say('accounts.newDeviceSubject'),
			paragraphs: [say('accounts.newDeviceText', { device: half.device || '?' }), say('accounts.newDeviceNotYou')],
		},
		now,
	);
}
