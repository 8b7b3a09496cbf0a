import { generateKeyPairSync } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Account } from '#accounts/account.ts';
import { addFirstAuthenticator, secretToAdd } from '#accounts/adding-authenticator.server.ts';
import { newSetUpKey, setUp } from '#accounts/setting-up.server.ts';
import { accountOf, halfSignInOf } from '#accounts/sign-ins.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Signing } from '#platform/journal/checkpoint.ts';
import { signingFrom } from '#platform/journal/signing.server.ts';
import { type Keys, keysFrom } from '#platform/keys/keys.server.ts';

/** The keys of the village. */
export const VILLAGE_KEY = Buffer.alloc(32, 42);
export const keys: Keys = keysFrom(VILLAGE_KEY);
/** What signs the checkpoints of the village. */
export const signing: Signing = signingFrom(generateKeyPairSync('ed25519').privateKey);

/** The code that the app of this secret shows at a moment. */
export const codeAt = (secret: string, at: Date): string =>
	new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });

export const NOOR = {
	name: 'Noor Visser',
	address: 'noor@zonnedam.example',
	password: 'paars tandem fluit kraan',
	device: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};

export interface Person {
	account: Account;
	token: string;
	secret: string;
	recoveryCodes: string[];
	/** What their browser keeps. */
	knownDevice: string;
}

/** Noor sets the installation up and links her app: she operates it, and administers the municipality of Zonnedam. */
export async function noorSetsUp(db: Database, now: Date): Promise<Person> {
	const first = {
		installation: 'Wijkspoor Zonnedam',
		organisation: { name: 'Gemeente Zonnedam', kind: 'municipality' as const },
		...NOOR,
		addressKey: NOOR.address,
		language: 'nl' as const,
	};
	return withApp(db, await setUp(db, keys, await newSetUpKey(db, now), first, NOOR.device, now), now);
}

/** Links an app to an account that just chose its password. */
export async function withApp(db: Database, token: string, now: Date): Promise<Person> {
	const half = await halfSignInOf(db, token, now);
	if (!half) throw new Error('This sign-in does not wait for a second factor.');
	const secret = await secretToAdd(db, keys, half);
	const added = await addFirstAuthenticator(db, keys, half, codeAt(secret, now), undefined, now);
	if (!added.ok) throw new Error(added.issue);
	const account = await accountOf(db, added.token, now);
	if (!account || added.device === null) throw new Error('Nobody is signed in.');
	return { account, token: added.token, secret, recoveryCodes: added.recoveryCodes, knownDevice: added.device };
}
