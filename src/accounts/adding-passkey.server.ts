import {
	generateRegistrationOptions,
	type PublicKeyCredentialCreationOptionsJSON,
	type VerifiedRegistrationResponse,
	verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { type Database, isUniqueViolation } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { newId } from '#platform/tokens.ts';
import type { Account } from './account.ts';
import { entry } from './entry.ts';
import type { Made, Site } from './passkey.ts';
import { challengeIn, newChallenge, TIME_TO_ANSWER, useChallenge } from './passkey-challenges.server.ts';
import { tellOfPasskey } from './passkey-letters.server.ts';
import { assertFresh } from './proving-again.server.ts';
import { installationName } from './setting-up.server.ts';

/** Ed25519, ECDSA on P-256, RSA: what devices have and every runtime of ours can check. */
const ALGORITHMS = [-8, -7, -257];

/** What a device is asked to make: a passkey that it finds by itself later, and that it gives to nobody it does not know. */
export async function askForPasskey(
	db: Database,
	account: Account,
	site: Site,
	now: Date = new Date(),
): Promise<PublicKeyCredentialCreationOptionsJSON> {
	assertFresh(account, now);
	const known = await db.selectFrom('passkeys').select('credential as id').where('account', '=', account.id).execute();
	return generateRegistrationOptions({
		rpName: await installationName(db),
		rpID: site.host,
		userID: Buffer.from(account.id),
		userName: account.address,
		userDisplayName: account.name,
		challenge: Buffer.from(await newChallenge(db, `add ${account.signIn}`, now), 'base64url'),
		timeout: TIME_TO_ANSWER,
		excludeCredentials: known,
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
		supportedAlgorithmIDs: ALGORITHMS,
	});
}

export type PasskeyAdded = { ok: true } | { ok: false; issue: 'accounts.passkeyNotAdded' };

/** Adds the passkey that a device made, under the name the person gives it, and tells them by letter. */
export async function addPasskey(
	db: Database,
	keys: Keys,
	account: Account,
	site: Site,
	name: string,
	made: Made,
	now: Date = new Date(),
	verify: typeof verifyRegistrationResponse = verifyRegistrationResponse,
): Promise<PasskeyAdded> {
	assertFresh(account, now);
	const refused = (): PasskeyAdded => {
		note('factor.added', 'refused', { object: account.pseudonym });
		return { ok: false, issue: 'accounts.passkeyNotAdded' };
	};
	const challenge = challengeIn(made.response.clientDataJSON);
	if (challenge === null || !(await useChallenge(db, challenge, `add ${account.signIn}`, now))) return refused();
	const { verified, registrationInfo } = await verifiedBy(verify, site, challenge, made);
	if (!verified) return refused();
	const { id: credential, publicKey, counter } = registrationInfo.credential;
	const id = newId(now);
	try {
		await act(
			db,
			keys,
			async ({ tx, record }) => {
				await tx
					.insertInto('passkeys')
					.values({
						id,
						account: account.id,
						credential,
						public_key: Buffer.from(publicKey).toString('base64url'),
						counter: String(counter),
						name,
						added_at: now.toISOString(),
						used_at: null,
					})
					.execute();
				await tellOfPasskey(tx, keys, account, 'passkeyAdded', name, now);
				return record(entry(account.pseudonym, 'passkey-added', id));
			},
			now,
		);
	} catch (error) {
		// A device that gives one name to two keys would let one person in as the other.
		if (isUniqueViolation(error)) return refused();
		throw error;
	}
	return { ok: true };
}

async function verifiedBy(
	verify: typeof verifyRegistrationResponse,
	site: Site,
	challenge: string,
	made: Made,
): Promise<VerifiedRegistrationResponse> {
	try {
		return await verify({
			response: { ...made, clientExtensionResults: {} },
			expectedChallenge: challenge,
			expectedOrigin: site.origin,
			expectedRPID: site.host,
			requireUserVerification: true,
			supportedAlgorithmIDs: ALGORITHMS,
		});
	} catch {
		// The library says no in two ways: it throws on what does not fit, and returns false on a bad signature. It asks nothing but its arguments.
		return { verified: false };
	}
}
