import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { type Database, type Tx, tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { hashOfToken, newToken } from '#platform/tokens.ts';
import { type Account, isFresh } from './account.ts';
import { useCode } from './authenticator.server.ts';
import type { Answer, Site } from './passkey.ts';
import { askToShow, showing, type Verify } from './showing-passkey.server.ts';

const PER_ACCOUNT: Limit = { name: 'proving again', most: 5, within: 900 };

/** For verbs that change who can come in. Pages lead people to prove themselves before it gets this far. */
export function assertFresh(account: Account, now: Date): void {
	if (isFresh(account, now)) return;
	note('access', 'refused', { object: account.pseudonym });
	throw new Refusal('not-allowed', 'accounts.proveFirst');
}

/** What somebody can show again. */
export interface Ways {
	code: boolean;
	passkey: boolean;
}

export async function waysToProve(db: Database, account: Account): Promise<Ways> {
	const [app, passkey] = await Promise.all([
		db.selectFrom('authenticators').select('id').where('account', '=', account.id).executeTakeFirst(),
		db.selectFrom('passkeys').select('id').where('account', '=', account.id).executeTakeFirst(),
	]);
	return { code: app !== undefined, passkey: passkey !== undefined };
}

export type ProvenAgain = { ok: true; token: string } | { ok: false; issue: 'accounts.codeWrong' | 'accounts.tooMany' };

/** Shows the app again during a sign-in. Gives its new token; the old one is worth nothing after it. */
export async function proveAgainByCode(
	db: Database,
	keys: Keys,
	account: Account,
	code: string,
	now: Date = new Date(),
): Promise<ProvenAgain> {
	if (!(await spend(db, keys, PER_ACCOUNT, account.id, now))) {
		note('second-factor', 'limited', { object: account.pseudonym });
		return { ok: false, issue: 'accounts.tooMany' };
	}
	const proven = await tx(db, async (tx): Promise<ProvenAgain> => {
		if (!(await useCode(tx, keys, account.id, code, now))) return { ok: false, issue: 'accounts.codeWrong' };
		return { ok: true, token: await renewProof(tx, account, now) };
	});
	if (!proven.ok) note('second-factor', 'refused', { object: account.pseudonym });
	return proven;
}

export const askToProveAgain = (
	db: Database,
	account: Account,
	site: Site,
	now: Date = new Date(),
): Promise<PublicKeyCredentialRequestOptionsJSON> => askToShow(db, site, `prove ${account.signIn}`, now);

/** Shows a passkey of one's own again during a sign-in. Gives its new token, or null when the answer does not hold. */
export async function proveAgainByPasskey(
	db: Database,
	keys: Keys,
	account: Account,
	site: Site,
	answer: Answer,
	now: Date = new Date(),
	verify?: Verify,
): Promise<string | null> {
	const given = { site, purpose: `prove ${account.signIn}`, answer, now, verify } as const;
	const token = await showing(db, keys, given, async (tx, holder) => (holder.id === account.id ? renewProof(tx, account, now) : null));
	if (token === null) note('second-factor', 'refused', { object: account.pseudonym });
	return token;
}

/** The sign-in goes on as long as it would have; only when it was proven is new. */
async function renewProof(tx: Tx, account: Account, now: Date): Promise<string> {
	const token = newToken();
	await tx
		.updateTable('sign_ins')
		.set({ hash: hashOfToken(token), proven_at: now.toISOString() })
		.where('id', '=', account.signIn)
		.execute();
	return token;
}
