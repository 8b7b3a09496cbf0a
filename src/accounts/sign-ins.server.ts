import { trialOverOf } from '#organisations/trial.server.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { troubleIn } from '#platform/database/trouble.ts';
import type { Language } from '#platform/languages.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { hashOfToken, newId, newToken } from '#platform/tokens.ts';
import type { Account, Administrator, Operator } from './account.ts';

const MINUTE = 60_000;
/** A sign-in ends when nothing was done for this long, and after this long whatever was done. */
const IDLE = 8 * 60 * MINUTE;
const WHOLE = 12 * 60 * MINUTE;
/** Between the password and the second factor, in milliseconds. */
export const HALFWAY = 10 * MINUTE;
/** Writing down that somebody was seen costs a write; once a minute is enough. */
const SEEN_EVERY = MINUTE;
const LONGEST_DEVICE = 120;

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
		.leftJoin('deactivations as d', 'd.account', 'a.id')
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
		.where('d.account', 'is', null)
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

/** Makes a sign-in whole, under a new token. Called when a second factor was shown or has just been added. */
export async function completeSignIn(tx: Tx, signIn: string, now: Date, provenAt: Date = now): Promise<string> {
	const token = newToken();
	const at = now.toISOString();
	const { account } = await tx
		.updateTable('sign_ins')
		.set({ hash: hashOfToken(token), began_at: at, seen_at: at, proven_at: provenAt.toISOString(), new_secret: null })
		.where('id', '=', signIn)
		.returning('account')
		.executeTakeFirstOrThrow();
	await tx
		.updateTable('accounts')
		.set((e) => ({ signed_in_before: e.ref('signed_in_at'), signed_in_at: at }))
		.where('id', '=', account)
		.execute();
	return token;
}

/**
 * Who is signed in with this token, with both factors, or null. The one maker of an `Account`; who was deactivated is nobody here,
 * whatever their browser still holds.
 */
export async function accountOf(db: Database, token: string | undefined, now: Date = new Date()): Promise<Account | null> {
	if (!token) return null;
	const row = await db
		.selectFrom('sign_ins as s')
		.innerJoin('accounts as a', 'a.id', 's.account')
		.leftJoin('deactivations as d', 'd.account', 'a.id')
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
		.where('d.account', 'is', null)
		.executeTakeFirst();
	if (!row || row.proven_at === null) return null;
	const at = now.getTime();
	if (at - Date.parse(row.began_at) > WHOLE || at - Date.parse(row.seen_at) > IDLE) return null;
	if (at - Date.parse(row.seen_at) > SEEN_EVERY) {
		const seen = db.updateTable('sign_ins').set({ seen_at: now.toISOString() }).where('id', '=', row.signIn).execute();
		await seen.catch((error) => {
			// On a full disk people can go on reading.
			if (troubleIn(error) !== 'full') throw error;
		});
	}
	const { began_at: _, seen_at: __, proven_at, ...rest } = row;
	return { ...rest, provenAt: new Date(proven_at) } as unknown as Account;
}

/** The account as an operator, or null when it is none. */
export async function operatorOf(db: Database, account: Account): Promise<Operator | null> {
	const row = await db.selectFrom('operators').select('since').where('account', '=', account.id).executeTakeFirst();
	return row ? { ...account, isOperator: true } : null;
}

/**
 * The account as an administrator of its organisation, or null when it is none. Nobody administers an organisation whose trial is over:
 * what takes an administrator to do is then done by no one.
 */
export async function administratorOf(db: Database, account: Account, now: Date = new Date()): Promise<Administrator | null> {
	if (!(await isAdministrator(db, account)) || (await trialOverOf(db, [account.organisation], now))) return null;
	return { ...account, isAdministrator: true };
}

/** Whether somebody looks after their organisation, also while nothing can be done there any more. */
export async function isAdministrator(db: Database, account: Account): Promise<boolean> {
	return (await db.selectFrom('administrators').select('since').where('account', '=', account.id).executeTakeFirst()) !== undefined;
}

export async function signOut(db: Database, token: string): Promise<void> {
	await db.deleteFrom('sign_ins').where('hash', '=', hashOfToken(token)).execute();
	note('sign-out', 'done');
}

/** When this person came in the time before this one, or null the first time. */
export async function signedInBefore(db: Database, account: Account): Promise<string | null> {
	const row = await db.selectFrom('accounts').select('signed_in_before').where('id', '=', account.id).executeTakeFirst();
	return row?.signed_in_before ?? null;
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

/** Throws away the sign-ins that are over: too long idle, too old, or never proven. Returns how many those were. */
export async function forgetEndedSignIns(db: Database | Tx, now: Date): Promise<number> {
	const before = (ms: number) => new Date(now.getTime() - ms).toISOString();
	const { numDeletedRows } = await db
		.deleteFrom('sign_ins')
		.where((e) =>
			e.or([
				e('began_at', '<', before(WHOLE)),
				e('seen_at', '<', before(IDLE)),
				e('proven_at', 'is', null).and('began_at', '<', before(HALFWAY)),
			]),
		)
		.executeTakeFirst();
	return Number(numDeletedRows);
}

/** How many people are signed in now, by the id of their organisation. */
export async function signedInPeople(db: Database, now: Date = new Date()): Promise<Map<string, number>> {
	const rows = await db
		.selectFrom('sign_ins as s')
		.innerJoin('accounts as a', 'a.id', 's.account')
		.select(({ fn }) => ['a.organisation', fn.count<number>('s.account').distinct().as('people')])
		.where('s.proven_at', 'is not', null)
		.where('s.began_at', '>', new Date(now.getTime() - WHOLE).toISOString())
		.where('s.seen_at', '>', new Date(now.getTime() - IDLE).toISOString())
		.groupBy('a.organisation')
		.execute();
	return new Map(rows.map(({ organisation, people }) => [organisation, people]));
}
