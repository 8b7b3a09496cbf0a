import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { hashOfToken } from '#platform/tokens.ts';
import type { Scope } from './scope.ts';
import type { TokenHolder } from './token-holder.ts';
import { isApiToken } from './wording.ts';

const CALLS: Limit = { name: 'api calls', most: 600, within: 60 };
const WRONG: Limit = { name: 'wrong api tokens', most: 30, within: 900 };

export type Held = { ok: true; holder: TokenHolder } | { ok: false; why: 'wrong' } | { ok: false; why: 'too-much'; after: number };

/**
 * Who comes in with this token, from this place; the one maker of a `TokenHolder`. A place that shows many wrong ones is told to wait, and
 * so is a token that asks too often, `after` so many seconds.
 */
export async function holderOf(db: Database, keys: Keys, token: string, place: string, now: Date = new Date()): Promise<Held> {
	const holder = isApiToken(token) ? await holderWith(db, token, now) : null;
	if (!holder) {
		if (!(await spend(db, keys, WRONG, place, now))) return { ok: false, why: 'too-much', after: WRONG.within };
		note('api-token', 'refused');
		return { ok: false, why: 'wrong' };
	}
	if (!(await spend(db, keys, CALLS, holder.token, now))) return { ok: false, why: 'too-much', after: CALLS.within };
	await rememberUse(db, holder, place, now);
	return { ok: true, holder };
}

async function holderWith(db: Database, token: string, now: Date): Promise<TokenHolder | null> {
	const row = await db
		.selectFrom('api_tokens as t')
		.innerJoin('accounts as a', 'a.id', 't.account')
		.leftJoin('deactivations as d', 'd.account', 'a.id')
		.select(['a.id', 'a.pseudonym', 'a.name', 'a.organisation', 't.id as token', 't.scopes'])
		.where('t.hash', '=', hashOfToken(token))
		.where('t.expires_at', '>', now.toISOString())
		.where('d.account', 'is', null)
		.executeTakeFirst();
	return row ? ({ ...row, scopes: row.scopes.split(' ') as Scope[] } as unknown as TokenHolder) : null;
}

/** Written once a day and place: a day is all that is told of it. */
async function rememberUse(db: Database, { token, pseudonym }: TokenHolder, place: string, now: Date): Promise<void> {
	const last_day = now.toISOString().slice(0, 10);
	const known = await db
		.selectFrom('api_token_uses')
		.select('last_day')
		.where('token', '=', token)
		.where('place', '=', place)
		.executeTakeFirst();
	if (known?.last_day === last_day) return;
	await db
		.insertInto('api_token_uses')
		.values({ token, place, last_day })
		.onConflict((c) => c.columns(['token', 'place']).doUpdateSet({ last_day }))
		.execute();
	if (!known) note('api-token.new-place', 'done', { object: token, actor: pseudonym });
}
