import { type Database, type Tx, tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { forgive, giveBack, type Limit, spend } from '#platform/limits/limits.server.ts';
import { speechIn } from '#platform/messages.ts';
import { found } from '#platform/refusals.ts';
import { NOBODY } from '#platform/security-log/event.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { hashOfToken, newId, newToken } from '#platform/tokens.ts';
import type { Account, Administrator, Operator } from './account.ts';
import { useCode } from './authenticator.server.ts';
import { hashPassword, isPassword, isWeaklyHashed } from './password.server.ts';
import { useRecoveryCode } from './recovery-codes.server.ts';

const MINUTE = 60_000;
/** A sign-in ends when nothing was done for this long, and after this long whatever was done. */
const IDLE = 8 * 60 * MINUTE;
const WHOLE = 12 * 60 * MINUTE;
/** Between the password and the second factor. */
const HALFWAY = 10 * MINUTE;
/** Writing down that somebody was seen costs a write; once a minute is enough. */
const SEEN_EVERY = MINUTE;
const LONGEST_DEVICE = 120;

const QUARTER = 900;
const PER_ACCOUNT: Limit = { name: 'sign-in account', most: 5, within: QUARTER };
const PER_PLACE: Limit = { name: 'sign-in place', most: 30, within: QUARTER };
const PER_INSTALLATION: Limit = { name: 'sign-in installation', most: 300, within: 60 };
const PER_SIGN_IN: Limit = { name: 'second factor', most: 5, within: HALFWAY / 1000 };

/** From where somebody comes. */
export interface Origin {
	/** The house at the address, as `whoIsAt` tells it. */
	place: string;
	/** What the browser says it is. */
	device: string;
	/** What the browser kept from an earlier sign-in, if anything. */
	knownDevice: string | undefined;
}

export type Halfway = { ok: true; token: string; mayProve: boolean } | { ok: false; issue: 'accounts.wrong' | 'accounts.tooMany' };

/**
 * The first step: address and password. Gives the token of a sign-in that is not yet good for anything but the second step. A
 * stranger who tries too often shuts out strangers only: a browser that this person used before has tries of its own.
 */
export async function beginSignIn(
	db: Database,
	keys: Keys,
	given: { addressKey: string; password: string },
	origin: Origin,
	now: Date = new Date(),
): Promise<Halfway> {
	const account = await db
		.selectFrom('accounts')
		.select(['id', 'pseudonym', 'password'])
		.where('address_key', '=', given.addressKey)
		.executeTakeFirst();
	const isKnown = account !== undefined && (await isKnownDevice(db, account.id, origin.knownDevice));
	const who = `${given.addressKey} ${isKnown ? hashOfToken(origin.knownDevice ?? '') : 'unknown'}`;
	const allowed = [
		await spend(db, keys, PER_ACCOUNT, who, now),
		isKnown || (await spend(db, keys, PER_PLACE, origin.place, now)),
		isKnown || (await spend(db, keys, PER_INSTALLATION, '', now)),
	];
	const object = account?.pseudonym ?? NOBODY;
	if (allowed.includes(false)) {
		note('sign-in', 'limited', { object });
		return { ok: false, issue: 'accounts.tooMany' };
	}
	const isRight = await isPassword(given.password, account?.password ?? null);
	note('sign-in', account && isRight ? 'done' : 'refused', { object });
	if (!account || !isRight) return { ok: false, issue: 'accounts.wrong' };
	await forgive(db, keys, PER_ACCOUNT, who);
	if (!isKnown) {
		// A whole municipality may sign in from behind one address; only what goes wrong counts against a place.
		await giveBack(db, keys, PER_PLACE, origin.place);
		await giveBack(db, keys, PER_INSTALLATION, '');
	}
	if (account.password !== null && isWeaklyHashed(account.password)) {
		const password = await hashPassword(given.password);
		await db.updateTable('accounts').set({ password }).where('id', '=', account.id).where('password', '=', account.password).execute();
	}
	const mayProve = (await db.selectFrom('authenticators').select('id').where('account', '=', account.id).executeTakeFirst()) !== undefined;
	return { ok: true, token: await tx(db, (tx) => openHalfway(tx, account.id, origin.device, now)), mayProve };
}

/** Whether who has not said who they are may try to sign in from here. A browser that somebody signed in with has tries of its own. */
export async function mayTryFrom(db: Database, keys: Keys, { place, knownDevice }: Origin, now: Date): Promise<boolean> {
	const device = hashOfToken(knownDevice ?? '');
	const isKnown = (await db.selectFrom('known_devices').select('hash').where('hash', '=', device).executeTakeFirst()) !== undefined;
	const allowed = [
		await spend(db, keys, PER_PLACE, isKnown ? device : place, now),
		isKnown || (await spend(db, keys, PER_INSTALLATION, '', now)),
	];
	return !allowed.includes(false);
}

/** A sign-in of which the second factor is still to come. */
export async function openHalfway(tx: Tx, account: string, device: string, now: Date): Promise<string> {
	const token = newToken();
	const at = now.toISOString();
	await tx
		.insertInto('sign_ins')
		.values({
			id: newId(now),
			hash: hashOfToken(token),
			account,
			device: device.slice(0, LONGEST_DEVICE),
			began_at: at,
			seen_at: at,
			proven_at: null,
			new_secret: null,
		})
		.execute();
	return token;
}

export interface HalfSignIn {
	id: string;
	account: string;
	pseudonym: string;
	address: string;
	language: Language;
	newSecret: string | null;
	hasAuthenticator: boolean;
	device: string;
}

/** The sign-in of this token as long as it waits for its second factor. */
export async function halfSignInOf(db: Database | Tx, token: string | undefined, now: Date = new Date()): Promise<HalfSignIn | null> {
	if (!token) return null;
	const row = await db
		.selectFrom('sign_ins as s')
		.innerJoin('accounts as a', 'a.id', 's.account')
		.leftJoin('authenticators as f', 'f.account', 'a.id')
		.select([
			's.id',
			's.account',
			's.new_secret',
			's.began_at',
			's.device',
			'a.pseudonym',
			'a.address',
			'a.language',
			'f.id as authenticator',
		])
		.where('s.hash', '=', hashOfToken(token))
		.where('s.proven_at', 'is', null)
		.executeTakeFirst();
	if (!row || now.getTime() - Date.parse(row.began_at) > HALFWAY) return null;
	return {
		id: row.id,
		account: row.account,
		pseudonym: row.pseudonym,
		address: row.address,
		language: row.language as Language,
		newSecret: row.new_secret,
		hasAuthenticator: row.authenticator !== null,
		device: row.device,
	};
}

export type Proof = { ok: true; token: string; device: string | null } | { ok: false; issue: 'accounts.codeWrong' | 'accounts.startAgain' };

/** The second step: a code of the app. Gives the token of a whole sign-in; the one of the first step is worth nothing after it. */
export async function proveByCode(
	db: Database,
	keys: Keys,
	token: string,
	code: string,
	known: string | undefined,
	now: Date = new Date(),
) {
	return prove(db, keys, token, known, now, (tx, half) => useCode(tx, keys, half.account, code, now));
}

/** The second step for who has no app at hand: one of the codes on paper. */
export async function proveByRecovery(
	db: Database,
	keys: Keys,
	token: string,
	code: string,
	known: string | undefined,
	now: Date = new Date(),
) {
	let pseudonym = NOBODY;
	const proof = await prove(db, keys, token, known, now, (tx, half) => {
		pseudonym = half.pseudonym;
		return useRecoveryCode(tx, half.account, code, now);
	});
	if (proof.ok) note('recovery-code', 'done', { object: pseudonym, actor: pseudonym });
	return proof;
}

async function prove(
	db: Database,
	keys: Keys,
	token: string,
	known: string | undefined,
	now: Date,
	isProof: (tx: Tx, half: HalfSignIn) => Promise<boolean>,
): Promise<Proof> {
	const half = await halfSignInOf(db, token, now);
	if (!half) return { ok: false, issue: 'accounts.startAgain' };
	if (!(await spend(db, keys, PER_SIGN_IN, half.id, now))) {
		await db.deleteFrom('sign_ins').where('id', '=', half.id).execute();
		note('second-factor', 'limited', { object: half.pseudonym });
		return { ok: false, issue: 'accounts.startAgain' };
	}
	const proof = await tx(db, async (tx): Promise<Proof> => {
		const still = await halfSignInOf(tx, token, now);
		if (!still) return { ok: false, issue: 'accounts.startAgain' };
		if (!(await isProof(tx, still))) return { ok: false, issue: 'accounts.codeWrong' };
		return { ok: true, ...(await enterWholly(tx, keys, still, known, now)) };
	});
	if (!proof.ok) note('second-factor', 'refused', { object: half.pseudonym });
	return proof;
}

/** A whole sign-in at once, of somebody who showed both factors together, here or earlier where we trust it. */
export async function signInWholly(
	tx: Tx,
	keys: Keys,
	account: string,
	{ device, knownDevice }: Origin,
	now: Date,
	provenAt: Date = now,
): Promise<{ token: string; device: string | null }> {
	const half = found(await halfSignInOf(tx, await openHalfway(tx, account, device, now), now));
	return enterWholly(tx, keys, half, knownDevice, now, provenAt);
}

async function enterWholly(tx: Tx, keys: Keys, half: HalfSignIn, known: string | undefined, now: Date, provenAt: Date = now) {
	const device = await rememberDevice(tx, half.account, known, now);
	if (device !== null) await tellOfNewDevice(tx, keys, half, now);
	return { token: await completeSignIn(tx, half.id, now, provenAt), device };
}

/** Who did not sign in there themselves should hear of it. */
async function tellOfNewDevice(tx: Tx, keys: Keys, half: HalfSignIn, now: Date): Promise<void> {
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

/** Makes a sign-in whole, under a new token. Called when a second factor was shown or has just been added. */
export async function completeSignIn(tx: Tx, signIn: string, now: Date, provenAt: Date = now): Promise<string> {
	const token = newToken();
	const at = now.toISOString();
	await tx
		.updateTable('sign_ins')
		.set({ hash: hashOfToken(token), began_at: at, seen_at: at, proven_at: provenAt.toISOString(), new_secret: null })
		.where('id', '=', signIn)
		.execute();
	return token;
}

async function isKnownDevice(db: Database | Tx, account: string, known: string | undefined): Promise<boolean> {
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

/** Who is signed in with this token, with both factors, or null. The one maker of an `Account`. */
export async function accountOf(db: Database, token: string | undefined, now: Date = new Date()): Promise<Account | null> {
	if (!token) return null;
	const row = await db
		.selectFrom('sign_ins as s')
		.innerJoin('accounts as a', 'a.id', 's.account')
		.select([
			'a.id',
			'a.pseudonym',
			'a.name',
			'a.address',
			'a.language',
			'a.organisation',
			's.id as signIn',
			's.began_at',
			's.seen_at',
			's.proven_at',
		])
		.where('s.hash', '=', hashOfToken(token))
		.where('s.proven_at', 'is not', null)
		.executeTakeFirst();
	if (!row || row.proven_at === null) return null;
	const at = now.getTime();
	if (at - Date.parse(row.began_at) > WHOLE || at - Date.parse(row.seen_at) > IDLE) return null;
	if (at - Date.parse(row.seen_at) > SEEN_EVERY) {
		await db.updateTable('sign_ins').set({ seen_at: now.toISOString() }).where('id', '=', row.signIn).execute();
	}
	const { began_at: _, seen_at: __, proven_at, ...rest } = row;
	return { ...rest, provenAt: new Date(proven_at) } as unknown as Account;
}

/** The account as an operator, or null when it is none. */
export async function operatorOf(db: Database, account: Account): Promise<Operator | null> {
	const row = await db.selectFrom('operators').select('since').where('account', '=', account.id).executeTakeFirst();
	return row ? { ...account, isOperator: true } : null;
}

/** The account as an administrator of its organisation, or null when it is none. */
export async function administratorOf(db: Database, account: Account): Promise<Administrator | null> {
	const row = await db.selectFrom('administrators').select('since').where('account', '=', account.id).executeTakeFirst();
	return row ? { ...account, isAdministrator: true } : null;
}

export async function signOut(db: Database, token: string): Promise<void> {
	await db.deleteFrom('sign_ins').where('hash', '=', hashOfToken(token)).execute();
	note('sign-out', 'done');
}

export interface OwnSignIn {
	id: string;
	device: string;
	beganAt: string;
	seenAt: string;
	isThis: boolean;
}

/** Where this person is signed in now, newest first. */
export async function signInsOf(db: Database, account: Account, now: Date = new Date()): Promise<OwnSignIn[]> {
	const rows = await db
		.selectFrom('sign_ins')
		.select(['id', 'device', 'began_at', 'seen_at'])
		.where('account', '=', account.id)
		.where('proven_at', 'is not', null)
		.where('began_at', '>', new Date(now.getTime() - WHOLE).toISOString())
		.where('seen_at', '>', new Date(now.getTime() - IDLE).toISOString())
		.orderBy('began_at', 'desc')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		device: row.device,
		beganAt: row.began_at,
		seenAt: row.seen_at,
		isThis: row.id === account.signIn,
	}));
}

/** Ends every other sign-in of this person; theirs goes on. Returns how many ended. */
export async function endOtherSignIns(db: Database | Tx, account: Account): Promise<number> {
	const { numDeletedRows } = await db
		.deleteFrom('sign_ins')
		.where('account', '=', account.id)
		.where('id', '!=', account.signIn)
		.executeTakeFirst();
	return Number(numDeletedRows);
}
