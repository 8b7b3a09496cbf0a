import { Secret, TOTP } from 'otpauth';
import type { Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';

/** What every authenticator app understands: six digits, half a minute, SHA-1 (RFC 6238). */
const PERIOD = 30;
const shape = { algorithm: 'SHA1', digits: 6, period: PERIOD } as const;
const SECRET_BYTES = 20;

/** A new secret in base32. */
export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What the app scans: an `otpauth://` address with the names the app shows. */
export const addressFor = (secret: string, installation: string, address: string): string =>
	new TOTP({ ...shape, issuer: installation, label: address, secret: Secret.fromBase32(secret) }).toString();

/**
 * The step of time a code belongs to, or null when it is none of this secret. The step before the present one counts too, for who
 * types slowly; a clock that runs ahead is not helped.
 */
export function stepOf(code: string, secret: string, now: Date = new Date()): number | null {
	const token = code.replace(/\s/g, '');
	if (!/^\d{6}$/.test(token)) return null;
	const totp = new TOTP({ ...shape, secret: Secret.fromBase32(secret) });
	const delta = totp.validate({ token, timestamp: now.getTime(), window: 1 });
	if (delta === null || delta > 0) return null;
	return Math.floor(now.getTime() / 1000 / PERIOD) + delta;
}

/** Uses a code up. Whether it was one that an app of this account shows now, and that was not used before. */
export async function useCode(tx: Tx, keys: Keys, account: string, code: string, now: Date): Promise<boolean> {
	const apps = await tx.selectFrom('authenticators').selectAll().where('account', '=', account).execute();
	for (const app of apps) {
		const step = stepOf(code, keys.unseal(`authenticator ${app.id}`, app.secret), now);
		if (step === null) continue;
		// A code is good once: who looked over a shoulder is too late. The condition holds when two come at once.
		const { numUpdatedRows } = await tx
			.updateTable('authenticators')
			.set({ last_step: step })
			.where('id', '=', app.id)
			.where('last_step', '<', step)
			.executeTakeFirst();
		if (numUpdatedRows === 1n) return true;
	}
	return false;
}
