import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onBothEngines } from '../../../tests/village/engines.ts';
import { keysFrom } from '../keys/keys.server.ts';
import { forgetOldLimits, forgive, type Limit, spend, whoIsAt } from './limits.server.ts';

const keys = keysFrom(Buffer.alloc(32, 7));
const limit: Limit = { name: 'proef', most: 10, within: 900 };
const noon = new Date('2026-11-22T12:00:00Z');
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

onBothEngines('a limit', (fresh) => {
	it('lets exactly as many through as may, however many try at once', async () => {
		const db = await fresh();
		const tries = await Promise.all(Array.from({ length: 200 }, () => spend(db, keys, limit, '192.0.2.1', noon)));
		assert.equal(tries.filter(Boolean).length, 10);
	});

	it('counts each by themselves', async () => {
		const db = await fresh();
		for (let n = 0; n < 11; n++) await spend(db, keys, limit, 'de een', noon);
		assert.equal(await spend(db, keys, limit, 'de een', noon), false);
		assert.equal(await spend(db, keys, limit, 'de ander', noon), true);
		assert.equal(await spend(db, keys, { ...limit, name: 'anders' }, 'de een', noon), true);
	});

	it('opens again when its time is over, and not before', async () => {
		const db = await fresh();
		for (let n = 0; n < 11; n++) await spend(db, keys, limit, 'x', noon);
		assert.equal(await spend(db, keys, limit, 'x', later(899)), false);
		assert.equal(await spend(db, keys, limit, 'x', later(900)), true);
	});

	it('is given back after a success', async () => {
		const db = await fresh();
		for (let n = 0; n < 11; n++) await spend(db, keys, limit, 'x', noon);
		await forgive(db, keys, limit, 'x');
		assert.equal(await spend(db, keys, limit, 'x', noon), true);
	});

	it('keeps no address in the clear, and nothing that is over', async () => {
		const db = await fresh();
		await spend(db, keys, limit, '192.0.2.1', noon);
		const rows = await db.selectFrom('limits').selectAll().execute();
		assert.ok(!JSON.stringify(rows).includes('192.0.2'));
		await forgetOldLimits(db, later(901));
		assert.deepEqual(await db.selectFrom('limits').selectAll().execute(), []);
	});
});

describe('who is at an address', () => {
	it('is one house, however many IPv6 addresses it has', () => {
		assert.equal(whoIsAt('2001:db8:1:2:3:4:5:6'), whoIsAt('2001:0db8:0001:0002::9'));
		assert.notEqual(whoIsAt('2001:db8:1:2::1'), whoIsAt('2001:db8:1:3::1'));
		assert.equal(whoIsAt('::ffff:192.0.2.1'), '192.0.2.1');
		assert.equal(whoIsAt('fe80::1%eth0'), 'fe80:0:0:0::/64');
	});
});
