import type { Account } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import type { TokenHolder } from '#api-tokens/token-holder.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import { type Happening, INSTALLATION } from '#platform/journal/journal.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { hashOfToken, newId, newToken } from '#platform/tokens.ts';

const FETCHES: Limit = { name: 'agenda', most: 60, within: 3600 };
const WRONG: Limit = { name: 'wrong agendas', most: 30, within: 900 };

/** Since when somebody has an agenda to subscribe to; null without one. */
export async function agendaOf(db: Database, { id }: Account): Promise<{ madeAt: string } | null> {
	const row = await db.selectFrom('agendas').select('made_at').where('account', '=', id).executeTakeFirst();
	return row ? { madeAt: row.made_at } : null;
}

/** Gives a secret for the address, to be shown once; only its hash is kept. The one there was is worth nothing from here on. */
export async function makeAgenda(db: Database, keys: Keys, account: Account, now: Date = new Date()): Promise<string> {
	assertFresh(account, now);
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const [id, secret] = [newId(now), newToken()];
			await tx.deleteFrom('agendas').where('account', '=', account.id).execute();
			await tx
				.insertInto('agendas')
				.values({ id, account: account.id, hash: hashOfToken(secret), made_at: now.toISOString() })
				.execute();
			return record(byOwner(account, 'made', id), secret);
		},
		now,
	);
}

/** Switches it off, at once. */
export async function endAgenda(db: Database, keys: Keys, account: Account, now: Date = new Date()): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const ended = await tx.deleteFrom('agendas').where('account', '=', account.id).returning('id').executeTakeFirst();
			return record(byOwner(account, 'ended', found(ended).id));
		},
		now,
	);
}

const byOwner = ({ pseudonym: actor }: Account, what: string, object: string): Happening => ({
	...{ chain: INSTALLATION, actor, action: `agendas.${what}`, object, channel: 'screen' },
});

/** Whose agenda is fetched: a program without a single right, so that it reads what everybody in their projects may, and no more. */
export interface Fetched {
	holder: TokenHolder;
	language: Language;
}

/** Whose secret this is, fetched from this place; a `TokenHolder` of its own making. Every wrong one is not found, and a place that tries many is told to wait. */
export async function fetchedWith(db: Database, keys: Keys, secret: string, place: string, now: Date = new Date()): Promise<Fetched> {
	const row = await db
		.selectFrom('agendas as g')
		.innerJoin('accounts as a', 'a.id', 'g.account')
		.leftJoin('deactivations as d', 'd.account', 'a.id')
		.select(['a.id', 'a.pseudonym', 'a.name', 'a.organisation', 'a.language', 'g.id as token'])
		.where('g.hash', '=', hashOfToken(secret))
		.where('d.account', 'is', null)
		.executeTakeFirst();
	if (!row) {
		note('agenda', 'refused');
		if (!(await spend(db, keys, WRONG, place, now))) throw new Refusal('too-much', 'platform.tooMuch');
	}
	const { language, ...holder } = found(row);
	if (!(await spend(db, keys, FETCHES, holder.token, now))) throw new Refusal('too-much', 'platform.tooMuch');
	return { holder: { ...holder, scopes: [] } as unknown as TokenHolder, language: language as Language };
}
