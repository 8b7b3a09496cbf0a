import { type Database, type Tx, tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { forgive, giveBack, type Limit, spend } from '#platform/limits/limits.server.ts';
import { found } from '#platform/refusals.ts';
import { NOBODY } from '#platform/security-log/event.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { hashOfToken } from '#platform/tokens.ts';
import { useCode } from './authenticator.server.ts';
import { isKnownDevice, rememberDevice, tellOfNewDevice } from './known-devices.server.ts';
import { carryOutReset } from './lost-second-factor/carrying-out.server.ts';
import { hashPassword, isPassword, isWeaklyHashed } from './password.server.ts';
import { useRecoveryCode } from './recovery-codes.server.ts';
import { completeSignIn, HALFWAY, type HalfSignIn, halfSignInOf, openHalfway } from './sign-ins.server.ts';

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
		.selectFrom('accounts as a')
		.leftJoin('deactivations as d', 'd.account', 'a.id')
		.select(['a.id', 'a.pseudonym', 'a.password', 'd.since as deactivatedSince'])
		.where('a.address_key', '=', given.addressKey)
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
	// Who was deactivated hears nothing else than who mistyped, and waits as long for it.
	const isRight = (await isPassword(given.password, account?.password ?? null)) && account?.deactivatedSince === null;
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
	await carryOutReset(db, keys, account.id, now);
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
	if (!half) {
		note('second-factor', 'refused', { object: NOBODY });
		return { ok: false, issue: 'accounts.startAgain' };
	}
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
