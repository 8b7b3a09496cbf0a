import {
	generateAuthenticationOptions,
	type PublicKeyCredentialRequestOptionsJSON,
	type VerifiedAuthenticationResponse,
	verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { type Database, type Tx, tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { entry } from './entry.ts';
import { type Answer, goesBack, type Purpose, type Site } from './passkey.ts';
import { challengeIn, newChallenge, TIME_TO_ANSWER, useChallenge } from './passkey-challenges.server.ts';
import { type Holder, tellOfPasskey } from './passkey-letters.server.ts';

export type Verify = typeof verifyAuthenticationResponse;

/** What a device is asked to sign. It names no passkeys: the device knows which ones it has for this site, and nobody else learns who has one. */
export async function askToShow(db: Database, site: Site, purpose: Purpose, now: Date): Promise<PublicKeyCredentialRequestOptionsJSON> {
	return generateAuthenticationOptions({
		rpID: site.host,
		challenge: Buffer.from(await newChallenge(db, purpose, now), 'base64url'),
		timeout: TIME_TO_ANSWER,
		userVerification: 'required',
	});
}

/** An answer, and what it was asked for. */
export interface Showing {
	site: Site;
	purpose: Purpose;
	answer: Answer;
	now: Date;
	verify?: Verify | undefined;
}

/** A passkey that was shown by who can unlock the device: both factors at once. */
interface Shown {
	id: string;
	name: string;
	holder: Holder;
	counter: number;
}

/**
 * Does something for who shows a passkey, in one transaction with counting its use. Null when the answer does not hold, or when the
 * passkey seems to be a copy; of the latter there is an entry in the journal and a letter to whose it is.
 */
export async function showing<T>(
	db: Database,
	keys: Keys,
	given: Showing,
	work: (tx: Tx, holder: Holder) => Promise<T | null>,
): Promise<T | null> {
	const shown = await shownIn(db, given);
	if (!shown) return null;
	const outcome = await tx(db, async (tx) => {
		const known = await counterOf(tx, shown.id);
		if (known === null) return { result: null };
		if (goesBack(known, shown.counter)) return { known };
		const used = { counter: String(shown.counter), used_at: given.now.toISOString() };
		await tx.updateTable('passkeys').set(used).where('id', '=', shown.id).execute();
		return { result: await work(tx, shown.holder) };
	});
	if ('result' in outcome) return outcome.result;
	await recordRefusal(db, keys, shown, outcome.known, given.now);
	return null;
}

async function counterOf(tx: Tx, passkey: string): Promise<number | null> {
	const row = await tx.selectFrom('passkeys').select('counter').where('id', '=', passkey).executeTakeFirst();
	return row ? Number(row.counter) : null;
}

/** The challenge is used up first, and nothing of the answer is believed before it is verified. */
async function shownIn(
	db: Database,
	{ site, purpose, answer, now, verify = verifyAuthenticationResponse }: Showing,
): Promise<Shown | null> {
	const challenge = challengeIn(answer.response.clientDataJSON);
	if (challenge === null || !(await useChallenge(db, challenge, purpose, now))) return null;
	const row = await db
		.selectFrom('passkeys as p')
		.innerJoin('accounts as a', 'a.id', 'p.account')
		.leftJoin('deactivations as d', 'd.account', 'a.id')
		.select(['p.id', 'p.credential', 'p.public_key', 'p.name as passkey', 'a.id as account'])
		.select(['a.pseudonym', 'a.name', 'a.address', 'a.language'])
		.where('p.credential', '=', answer.id)
		.where('d.account', 'is', null)
		.executeTakeFirst();
	if (!row || Buffer.from(answer.response.userHandle, 'base64url').toString() !== row.account) return null;
	const { verified, counter } = await verifiedBy(verify, site, challenge, row, answer);
	if (!verified) return null;
	const { id, passkey, account, pseudonym, name, address, language } = row;
	return { id, name: passkey, holder: { id: account, pseudonym, name, address, language: language as Language }, counter };
}

async function verifiedBy(
	verify: Verify,
	site: Site,
	challenge: string,
	passkey: { credential: string; public_key: string },
	answer: Answer,
): Promise<{ verified: boolean; counter: number }> {
	let told: VerifiedAuthenticationResponse;
	try {
		told = await verify({
			response: { ...answer, clientExtensionResults: {} },
			expectedChallenge: challenge,
			expectedOrigin: site.origin,
			expectedRPID: site.host,
			requireUserVerification: true,
			// The library would look at the count before the signature, and anybody could have a copy reported. We look after it.
			credential: { id: passkey.credential, publicKey: new Uint8Array(Buffer.from(passkey.public_key, 'base64url')), counter: 0 },
		});
	} catch {
		// The library says no in two ways: it throws on what does not fit, and returns false on a bad signature. It asks nothing but its arguments.
		return { verified: false, counter: 0 };
	}
	return { verified: told.verified, counter: told.authenticationInfo.newCounter };
}

async function recordRefusal(db: Database, keys: Keys, { id, name, holder, counter }: Shown, known: number, now: Date): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			await tellOfPasskey(tx, keys, holder, 'passkeyRefused', name, now);
			return record(entry(holder.pseudonym, 'passkey-refused', id, { known, shown: counter }));
		},
		now,
	);
}
