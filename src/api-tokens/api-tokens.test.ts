import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Database } from '#platform/database/database.server.ts';
import { lettersFor } from '#platform/letters/letters.server.ts';
import { noting } from '#platform/security-log/noting.server.ts';
import { bramJoins } from '../../tests/village/bram.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { keys, noorSetsUp } from '../../tests/village/people.ts';
import { apiTokensOf, makeApiToken, removeEndedApiTokens, revokeAllApiTokens, revokeApiToken } from './api-tokens.server.ts';
import { holderOf } from './holding.server.ts';
import type { Scope } from './scope.ts';
import { isApiToken, newApiToken } from './wording.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (days: number) => new Date(noon.getTime() + days * 86_400_000);
const HERE = '192.0.2.1';
const READS: Scope[] = ['projects:read', 'notes:read'];
const GIVEN = { name: 'Overzicht', scopes: READS, days: 7 };

async function noorsToken(db: Database) {
	const { account } = await noorSetsUp(db, noon);
	const made = await makeApiToken(db, keys, account, GIVEN, noon);
	assert.ok(made.ok);
	return { account, token: made.token };
}

describe('what a token says', () => {
	it('is found by who looks for leaked secrets, and known as ours without asking the database', () => {
		const token = newApiToken();
		assert.match(token, /^wijk_[0-9a-f]{72}$/);
		assert.ok(isApiToken(token));
		const other = token.endsWith('0') ? '1' : '0';
		for (const wrong of ['', token.slice(0, -1) + other, ` ${token}`, token.toUpperCase(), `${token}0`])
			assert.ok(!isApiToken(wrong), wrong);
		assert.notEqual(newApiToken(), token);
	});
});

onBothEngines('API tokens', (fresh) => {
	it('let a program in for their owner, with nothing but their scopes', async () => {
		const db = await fresh();
		const { account, token } = await noorsToken(db);
		const held = await holderOf(db, keys, token, HERE, later(1));
		assert.ok(held.ok);
		assert.deepEqual([held.holder.id, held.holder.scopes], [account.id, READS]);
		assert.ok(!('provenAt' in held.holder) && !('signIn' in held.holder));
	});

	it('are kept as a hash only', async () => {
		const db = await fresh();
		const { token } = await noorsToken(db);
		const everything = JSON.stringify([
			await db.selectFrom('api_tokens').selectAll().execute(),
			await db.selectFrom('letters').selectAll().execute(),
			await db.selectFrom('journal').selectAll().execute(),
		]);
		assert.ok(!everything.includes(token.slice(5, 69)));
	});

	it('are made by who just showed who they are, twenty at most, and told of by letter', async () => {
		const db = await fresh();
		const { account } = await noorsToken(db);
		await assert.rejects(makeApiToken(db, keys, account, GIVEN, later(1)), { kind: 'not-allowed' });
		assert.ok((await lettersFor(db, keys, account.id, noon)).some(({ kind }) => kind === 'api-tokens.made'));
		for (let n = 1; n < 20; n++) assert.ok((await makeApiToken(db, keys, account, GIVEN, noon)).ok);
		assert.deepEqual(await makeApiToken(db, keys, account, GIVEN, noon), { ok: false, issue: 'api-tokens.tooMany' });
	});

	it('end on their day, and are forgotten a month later', async () => {
		const db = await fresh();
		const { account, token } = await noorsToken(db);
		assert.ok((await holderOf(db, keys, token, HERE, later(6.99))).ok);
		assert.deepEqual(await holderOf(db, keys, token, HERE, later(7)), { ok: false, why: 'wrong' });
		assert.deepEqual(
			(await apiTokensOf(db, account, later(7))).map(({ isOver }) => isOver),
			[true],
		);
		assert.deepEqual([await removeEndedApiTokens(db, later(36)), await removeEndedApiTokens(db, later(37))], [0, 1]);
	});

	it('are revoked by their owner alone, at once, one or all', async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		const bram = await bramJoins(db, noor, noon);
		const made = await makeApiToken(db, keys, noor.account, GIVEN, noon);
		const [own] = await apiTokensOf(db, noor.account, noon);
		await assert.rejects(revokeApiToken(db, keys, bram.account, own?.id ?? '', noon), { kind: 'not-found' });
		assert.ok(made.ok && (await holderOf(db, keys, made.token, HERE, noon)).ok);
		await revokeApiToken(db, keys, noor.account, own?.id ?? '', noon);
		assert.ok(!(await holderOf(db, keys, made.token, HERE, noon)).ok);
		for (const _ of [1, 2]) await makeApiToken(db, keys, noor.account, GIVEN, noon);
		assert.equal(await revokeAllApiTokens(db, keys, noor.account, noon), 2);
		assert.deepEqual(await apiTokensOf(db, noor.account, noon), []);
	});

	it('end with the account, and what is known of their use with them', async () => {
		const db = await fresh();
		const { account, token } = await noorsToken(db);
		await holderOf(db, keys, token, HERE, noon);
		await db.deleteFrom('accounts').where('id', '=', account.id).execute();
		assert.deepEqual(await holderOf(db, keys, token, HERE, noon), { ok: false, why: 'wrong' });
		assert.deepEqual(await db.selectFrom('api_token_uses').selectAll().execute(), []);
	});

	it('let nobody in for who is deactivated', async () => {
		const db = await fresh();
		const { account, token } = await noorsToken(db);
		await db.insertInto('deactivations').values({ account: account.id, since: noon.toISOString() }).execute();
		assert.deepEqual(await holderOf(db, keys, token, HERE, noon), { ok: false, why: 'wrong' });
	});

	it('tell the day and place of their last use, and the security log of each new place', async () => {
		const db = await fresh();
		const { account, token } = await noorsToken(db);
		const told: string[] = [];
		const log = { write: ({ action, result }: { action: string; result: string }) => void told.push(`${action} ${result}`), close() {} };
		await noting({ log, origin: HERE, actor: 'nobody', request: 'r' }, async () => {
			for (const [place, day] of [
				[HERE, 0],
				[HERE, 0],
				['198.51.100.7', 0],
				[HERE, 1],
			] as const)
				await holderOf(db, keys, token, place, later(day));
			await holderOf(db, keys, `${token}0`, HERE, noon);
		});
		assert.deepEqual(told, ['api-token.new-place done', 'api-token.new-place done', 'api-token refused']);
		assert.deepEqual((await apiTokensOf(db, account, noon))[0]?.uses[0], { day: '2026-11-23', place: HERE });
	});

	it('may ask 600 times a minute, each', async () => {
		const db = await fresh();
		const { account, token } = await noorsToken(db);
		const another = await makeApiToken(db, keys, account, GIVEN, noon);
		for (let n = 0; n < 600; n++) assert.ok((await holderOf(db, keys, token, HERE, noon)).ok);
		assert.deepEqual(await holderOf(db, keys, token, HERE, noon), { ok: false, why: 'too-much', after: 60 });
		assert.ok(another.ok && (await holderOf(db, keys, another.token, HERE, noon)).ok);
		assert.ok((await holderOf(db, keys, token, HERE, new Date(noon.getTime() + 60_000))).ok);
	});

	it('are not guessed: a place may show 30 wrong ones in a quarter of an hour, and its neighbours with a right one come in', async () => {
		const db = await fresh();
		const { token } = await noorsToken(db);
		for (let n = 0; n < 30; n++) assert.deepEqual(await holderOf(db, keys, newApiToken(), HERE, noon), { ok: false, why: 'wrong' });
		assert.deepEqual(await holderOf(db, keys, newApiToken(), HERE, noon), { ok: false, why: 'too-much', after: 900 });
		assert.deepEqual(await holderOf(db, keys, newApiToken(), '198.51.100.7', noon), { ok: false, why: 'wrong' });
		assert.ok((await holderOf(db, keys, token, HERE, noon)).ok);
	});
});
