import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onBothEngines } from '../../../tests/village/engines.ts';
import { letterTo, posted } from '../../../tests/village/letters.ts';
import type { Database } from '../database/database.server.ts';
import { claim, giveUpLate, settleFailed, settleSent, waitingLetters } from './claiming.server.ts';

const MINUTE = 60_000;
const LEASE = 5 * MINUTE;
const MORNING = new Date('2026-11-22T08:00:00.000Z');
const minutesLater = (minutes: number) => new Date(MORNING.getTime() + minutes * MINUTE);

const letterToNoor = (db: Database) => posted(db, letterTo('noor'), MORNING);

/** What a sender does who looks at this moment: takes the first letter that waits, if one does. */
async function take(db: Database, now: Date) {
	const [first] = await waitingLetters(db, now);
	return first && claim(db, first, 'gemeente.example', LEASE, now);
}
const rowOf = (db: Database) => db.selectFrom('letters').selectAll().executeTakeFirstOrThrow();

onBothEngines('a letter that waits', (fresh) => {
	it('is taken by one of two who saw it at the same time', async () => {
		const db = await fresh();
		await letterToNoor(db);
		const [seen] = await waitingLetters(db, MORNING);
		assert.ok(seen);
		const both = await Promise.all([1, 2].map(() => claim(db, seen, 'gemeente.example', LEASE, MORNING)));
		assert.equal(both.filter((one) => one !== undefined).length, 1);
	});

	it('stays with who took it until the lease ends', async () => {
		const db = await fresh();
		const id = await letterToNoor(db);
		const first = await take(db, MORNING);
		assert.equal(await take(db, minutesLater(4)), undefined);
		const second = await take(db, minutesLater(5));
		assert.deepEqual([first?.message_id, second?.message_id], [`<${id}@gemeente.example>`, `<${id}@gemeente.example>`]);
		assert.deepEqual([first?.attempts, second?.attempts], [1, 2]);
	});

	it('keeps its Message-ID when letters come from another domain meanwhile', async () => {
		const db = await fresh();
		const id = await letterToNoor(db);
		await take(db, MORNING);
		const [seen] = await waitingLetters(db, minutesLater(5));
		assert.ok(seen);
		assert.equal((await claim(db, seen, 'nieuw.example', LEASE, minutesLater(5)))?.message_id, `<${id}@gemeente.example>`);
	});

	it('is not given back by a sender whose lease ended', async () => {
		const db = await fresh();
		await letterToNoor(db);
		const slow = await take(db, MORNING);
		const quick = await take(db, minutesLater(5));
		assert.ok(slow && quick);
		await settleFailed(db, slow, 'te laat', 0, minutesLater(6));
		assert.deepEqual([await take(db, minutesLater(6)), (await rowOf(db)).last_error], [undefined, null]);
	});

	it('is sent once it arrived, whatever a slower sender says', async () => {
		const db = await fresh();
		await letterToNoor(db);
		const slow = await take(db, MORNING);
		assert.ok(slow);
		await giveUpLate(db, minutesLater(3 * 24 * 60));
		assert.notEqual((await rowOf(db)).given_up_at, null);
		await settleSent(db, slow, minutesLater(3 * 24 * 60));
		await settleFailed(db, slow, 'te laat', 0, minutesLater(3 * 24 * 60));
		const { given_up_at, sent_at, last_error } = await rowOf(db);
		assert.deepEqual([given_up_at, sent_at !== null, last_error], [null, true, null]);
		assert.equal(await take(db, minutesLater(4 * 24 * 60)), undefined);
	});

	it('is given up after three days, and not before', async () => {
		const db = await fresh();
		await letterToNoor(db);
		await giveUpLate(db, minutesLater(3 * 24 * 60 - 1));
		assert.equal((await rowOf(db)).given_up_at, null);
		await giveUpLate(db, minutesLater(3 * 24 * 60));
		assert.equal((await rowOf(db)).given_up_at, minutesLater(3 * 24 * 60).toISOString());
		assert.equal(await take(db, minutesLater(3 * 24 * 60)), undefined);
	});
});
