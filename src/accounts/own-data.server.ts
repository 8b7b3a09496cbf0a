import type { Database } from '#platform/database/database.server.ts';
import { type OwnEntry, ownEntriesOf } from '#platform/journal/own-entries.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type KeptLetter, lettersKeptOf } from '#platform/letters/kept-letters.server.ts';
import type { Way } from '#platform/letters/kinds.ts';
import type { Account } from './account.ts';
import { type OwnReset, ownResetsOf } from './lost-second-factor/own-resets.server.ts';
import { addressChangesOf, type OwnAddressChange } from './new-address/own-changes.server.ts';
import { isAdministrator, operatorOf } from './sign-ins.server.ts';

/** Everything that is kept of a person, but for secrets and what others wrote. Times are ISO-8601 in UTC. */
export interface OwnData {
	madeAt: string;
	account: {
		name: string;
		address: string;
		language: string;
		/** What the journal calls them. */
		pseudonym: string;
		since: string;
		isOperator: boolean;
		isAdministrator: boolean;
		/** When they came in wholly, last and the time before it. */
		signedInAt: string | null;
		signedInBefore: string | null;
	};
	organisation: { name: string; kind: string };
	signIns: { device: string; beganAt: string; seenAt: string; provenAt: string | null }[];
	/** Browsers that are recognised, by nothing but the day. */
	devices: { since: string }[];
	factors: Factor[];
	letters: KeptLetter[];
	/** How they want to get letters of a kind, where they chose. */
	letterChoices: { kind: string; way: Way; chosenAt: string }[];
	/** Mail addresses they wanted or left lately. */
	addressChanges: OwnAddressChange[];
	/** That others wanted their second factor removed. */
	resets: OwnReset[];
	/** That others made, and by which they came. */
	invitationsGot: OwnInvitation[];
	invitationsMade: OwnInvitation[];
	journal: OwnEntry[];
}

export interface Factor {
	kind: 'password' | 'app' | 'recovery-code' | 'passkey' | 'organisation';
	/** What the person calls it, or who vouches. */
	name: string | null;
	addedAt: string | null;
	usedAt: string | null;
}

interface OwnInvitation {
	name: string;
	address: string;
	invitedAt: string;
	expiresAt: string;
	acceptedAt: string | null;
	withdrawnAt: string | null;
}

export async function ownDataOf(db: Database, keys: Keys, account: Account, now: Date = new Date()): Promise<OwnData> {
	const row = await db.selectFrom('accounts').selectAll().where('id', '=', account.id).executeTakeFirstOrThrow();
	const organisation = await db
		.selectFrom('organisations')
		.select(['name', 'kind'])
		.where('id', '=', row.organisation)
		.executeTakeFirstOrThrow();
	const { name, address, language, pseudonym, created_at: since, signed_in_at: signedInAt, signed_in_before: signedInBefore } = row;
	return {
		madeAt: now.toISOString(),
		account: {
			...{ name, address, language, pseudonym, since, signedInAt, signedInBefore },
			isOperator: (await operatorOf(db, account)) !== null,
			isAdministrator: await isAdministrator(db, account),
		},
		organisation,
		signIns: await db
			.selectFrom('sign_ins')
			.select(['device', 'began_at as beganAt', 'seen_at as seenAt', 'proven_at as provenAt'])
			.where('account', '=', account.id)
			.orderBy('began_at')
			.execute(),
		devices: await db.selectFrom('known_devices').select('since').where('account', '=', account.id).orderBy('since').execute(),
		factors: await factorsOf(db, account.id, row.password !== null),
		letters: await lettersKeptOf(db, keys, { account: account.id, address }, now),
		letterChoices: await db
			.selectFrom('letter_choices')
			.select(['kind', 'way', 'chosen_at as chosenAt'])
			.where('account', '=', account.id)
			.orderBy('kind')
			.execute(),
		addressChanges: await addressChangesOf(db, account.id),
		resets: await ownResetsOf(db, account.id),
		invitationsGot: await invitations(db).where('address_key', '=', row.address_key).execute(),
		invitationsMade: await invitations(db).where('inviter', '=', account.id).execute(),
		journal: await ownEntriesOf(db, pseudonym),
	};
}

const invitations = (db: Database) =>
	db
		.selectFrom('invitations')
		.select(['name', 'address', 'invited_at as invitedAt', 'expires_at as expiresAt'])
		.select(['accepted_at as acceptedAt', 'withdrawn_at as withdrawnAt'])
		.orderBy('invited_at');

/** That they are there, never what they hold. */
async function factorsOf(db: Database, account: string, hasPassword: boolean): Promise<Factor[]> {
	const [apps, codes, passkeys, identities] = await Promise.all([
		db.selectFrom('authenticators').select('added_at').where('account', '=', account).execute(),
		db.selectFrom('recovery_codes').select('used_at').where('account', '=', account).execute(),
		db.selectFrom('passkeys').select(['name', 'added_at', 'used_at']).where('account', '=', account).execute(),
		db.selectFrom('identities').select(['issuer', 'linked_at']).where('account', '=', account).execute(),
	]);
	const factor = (kind: Factor['kind'], more: Partial<Factor> = {}): Factor => ({ kind, name: null, addedAt: null, usedAt: null, ...more });
	return [
		...(hasPassword ? [factor('password')] : []),
		...apps.map(({ added_at: addedAt }) => factor('app', { addedAt })),
		...codes.map(({ used_at: usedAt }) => factor('recovery-code', { usedAt })),
		...passkeys.map(({ name, added_at: addedAt, used_at: usedAt }) => factor('passkey', { name, addedAt, usedAt })),
		...identities.map(({ issuer: name, linked_at: addedAt }) => factor('organisation', { name, addedAt })),
	];
}
