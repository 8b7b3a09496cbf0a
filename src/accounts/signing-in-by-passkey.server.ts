import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { note } from '#platform/security-log/noting.server.ts';
import type { Answer, Site } from './passkey.ts';
import { askToShow, showing, type Verify } from './showing-passkey.server.ts';
import { mayTryFrom, type Origin, signInWholly } from './signing-in.server.ts';

export type PasskeyAsked = { ok: true; options: PublicKeyCredentialRequestOptionsJSON } | { ok: false; issue: 'accounts.tooMany' };

/** Begins a sign-in of whoever has a passkey here. Every answer needs a challenge of its own, so these are what is counted. */
export async function beginPasskeySignIn(
	db: Database,
	keys: Keys,
	site: Site,
	origin: Origin,
	now: Date = new Date(),
): Promise<PasskeyAsked> {
	if (!(await mayTryFrom(db, keys, origin, now))) {
		note('sign-in', 'limited');
		return { ok: false, issue: 'accounts.tooMany' };
	}
	return { ok: true, options: await askToShow(db, site, 'sign-in', now) };
}

/**
 * Signs in by a passkey alone: the device is something one has, and unlocking it shows that it is one's own. Null when the answer
 * does not hold, for whatever reason; a stranger is told none.
 */
export async function signInByPasskey(
	db: Database,
	keys: Keys,
	site: Site,
	answer: Answer,
	origin: Origin,
	now: Date = new Date(),
	verify?: Verify,
): Promise<{ token: string; device: string | null } | null> {
	const entered = await showing(db, keys, { site, purpose: 'sign-in', answer, now, verify }, (tx, holder) =>
		signInWholly(tx, keys, holder.id, origin, now),
	);
	if (!entered) note('sign-in', 'refused');
	return entered;
}
