import type { Account } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import { type Happening, INSTALLATION } from '#platform/journal/journal.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { write } from '#platform/letters/letters.server.ts';
import { speechIn } from '#platform/messages.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { hashOfToken, newId } from '#platform/tokens.ts';
import type { Scope } from './scope.ts';
import { newApiToken } from './wording.ts';

const A_DAY = 86_400_000;
/** Of one person at the same time; more than that nobody oversees. */
const MOST = 20;
/** In days: who comes back after a holiday still finds why their program stopped. */
const KEPT_AFTER_END = 30;

export interface OwnApiToken {
	id: string;
	name: string;
	scopes: Scope[];
	madeAt: string;
	expiresAt: string;
	isOver: boolean;
	/** Per place the last day, newest first. */
	uses: { day: string; place: string }[];
}

/** A person's tokens, newest first. Nobody sees another one's. */
export async function apiTokensOf(db: Database | Tx, account: Account, now: Date = new Date()): Promise<OwnApiToken[]> {
	const rows = await db.selectFrom('api_tokens').selectAll().where('account', '=', account.id).orderBy('made_at', 'desc').execute();
	const uses = await db
		.selectFrom('api_token_uses as u')
		.innerJoin('api_tokens as t', 't.id', 'u.token')
		.select(['u.token', 'u.place', 'u.last_day'])
		.where('t.account', '=', account.id)
		.orderBy('u.last_day', 'desc')
		.execute();
	return rows.map(({ id, name, scopes, made_at: madeAt, expires_at: expiresAt }) => ({
		...{ id, name, madeAt, expiresAt },
		scopes: scopes.split(' ') as Scope[],
		isOver: expiresAt <= now.toISOString(),
		uses: uses.filter(({ token }) => token === id).map(({ place, last_day: day }) => ({ day, place })),
	}));
}

export type Made = { ok: true; token: string } | { ok: false; issue: 'api-tokens.tooMany' };

/** Makes a token. What it says is given once, to be shown; only its hash is kept. */
export async function makeApiToken(
	db: Database,
	keys: Keys,
	account: Account,
	given: { name: string; scopes: Scope[]; days: number },
	now: Date = new Date(),
): Promise<Made> {
	assertFresh(account, now);
	const { name, scopes, days } = given;
	const hasMost = async (db: Database | Tx) => (await apiTokensOf(db, account, now)).length >= MOST;
	if (await hasMost(db)) return { ok: false, issue: 'api-tokens.tooMany' };
	const expires_at = new Date(now.getTime() + days * A_DAY).toISOString();
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			// Of two that are made at the same moment, the second may be one too many.
			if (await hasMost(tx)) throw new Refusal('conflict', 'api-tokens.tooMany');
			const id = newId(now);
			const token = newApiToken();
			await tx
				.insertInto('api_tokens')
				.values({
					id,
					hash: hashOfToken(token),
					account: account.id,
					name,
					scopes: scopes.join(' '),
					made_at: now.toISOString(),
					expires_at,
				})
				.execute();
			await tellOfToken(tx, keys, account, name, now);
			return record<Made>(byOwner(account, 'made', id, { scopes, expires: expires_at }), { ok: true, token });
		},
		now,
	);
}

/** Whoever made it in their name should be found out. */
async function tellOfToken(tx: Tx, keys: Keys, { id, name, address, language }: Account, token: string, now: Date): Promise<void> {
	const { say } = speechIn(language);
	await write(
		tx,
		keys,
		{
			to: { account: id, address, language },
			kind: 'api-tokens.made',
			subject: say('api-tokens.madeSubject'),
			paragraphs: [say('api-tokens.madeText', { name, token }), say('api-tokens.madeNotYou')],
		},
		now,
	);
}

/** Ends a token at once. Somebody else's is not found. */
export async function revokeApiToken(db: Database, keys: Keys, account: Account, id: string, now: Date = new Date()): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const revoked = await tx
				.deleteFrom('api_tokens')
				.where('id', '=', id)
				.where('account', '=', account.id)
				.returning('id')
				.executeTakeFirst();
			return record(byOwner(account, 'revoked', found(revoked).id));
		},
		now,
	);
}

/** Ends every token of this person, at once. Returns how many ended. */
export async function revokeAllApiTokens(db: Database, keys: Keys, account: Account, now: Date = new Date()): Promise<number> {
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const revoked = await tx.deleteFrom('api_tokens').where('account', '=', account.id).returning('id').execute();
			for (const { id } of revoked) await record(byOwner(account, 'revoked', id));
			return record(byOwner(account, 'all-revoked', account.pseudonym), revoked.length);
		},
		now,
	);
}

/** Takes away what ended some time ago. Returns how many that were. */
export async function removeEndedApiTokens(db: Database, now: Date = new Date()): Promise<number> {
	const { numDeletedRows } = await db
		.deleteFrom('api_tokens')
		.where('expires_at', '<=', new Date(now.getTime() - KEPT_AFTER_END * A_DAY).toISOString())
		.executeTakeFirst();
	return Number(numDeletedRows);
}

const byOwner = ({ pseudonym }: Account, action: string, object: string, after?: unknown): Happening => ({
	chain: INSTALLATION,
	actor: pseudonym,
	action: `api-tokens.${action}`,
	object,
	channel: 'screen',
	...(after === undefined ? {} : { after }),
});
