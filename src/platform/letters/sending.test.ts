import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { it } from 'node:test';
import { onBothEngines } from '../../../tests/village/engines.ts';
import { letterTo, noneWaits, posted, QUICK, sendTo, withMailbox } from '../../../tests/village/letters.ts';
import { openMailbox, quietPort } from '../../../tests/village/mailbox.ts';
import { kill, sendOut, villageKeys } from '../../../tests/village/postman.ts';
import { until } from '../../../tests/village/until.ts';
import { type Database, openDatabase, tx } from '../database/database.server.ts';
import { migrate } from '../database/migrate.server.ts';
import { forgetLink, lettersFor } from './letters.server.ts';
import { outbox } from './outbox.server.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const rowOf = (db: Database, id: string) => db.selectFrom('letters').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

onBothEngines('sending', (fresh, _, freshPlace) => {
	it('waits for a server that is away, and brings everything when it is back', async () => {
		const db = await fresh();
		const port = await quietPort();
		for (const name of ['noor', 'bram', 'fatima']) await posted(db, letterTo(name));
		const sender = sendTo(db, `smtp://127.0.0.1:${port}`);
		await until(async () => (await outbox(db)).last.some(({ attempts }) => attempts > 2), 'it was tried more than once');
		const { waiting, last } = await outbox(db);
		assert.equal(waiting, 3);
		assert.match(last.map(({ lastError }) => lastError).join(' '), /ECONNREFUSED/);
		await withMailbox(openMailbox({ port }), async ({ mails }) => {
			await until(() => noneWaits(db), 'all arrived');
			await sender.stop();
			assert.deepEqual(mails.map(({ subject }) => subject).toSorted(), ['Voor bram', 'Voor fatima', 'Voor noor']);
		});
	});

	it('tries again after one minute, five, fifteen, an hour and then each hour, for three days', async () => {
		const db = await fresh();
		const url = `smtp://127.0.0.1:${await quietPort()}`;
		const written = new Date('2026-11-22T08:00:00.000Z');
		const id = await posted(db, letterTo('noor'), written);
		let clock = written;
		const lease = 7 * MINUTE;
		const sender = sendTo(db, url, { every: 5, lease, now: () => clock });
		const rests: number[] = [];
		for (const attempt of [1, 2, 3, 4, 5, 6]) {
			const rest = async () => {
				const { attempts, next_attempt_at } = await rowOf(db, id);
				return attempts === attempt ? Date.parse(next_attempt_at) - clock.getTime() : lease;
			};
			await until(async () => (await rest()) !== lease, `attempt ${attempt} failed`);
			rests.push((await rest()) / MINUTE);
			clock = new Date((await rowOf(db, id)).next_attempt_at);
		}
		assert.deepEqual(rests, [1, 5, 15, 60, 60, 60]);

		clock = new Date(written.getTime() + 72 * HOUR);
		await until(async () => (await rowOf(db, id)).given_up_at !== null, 'it was given up');
		await sender.stop();
		const { last, ...counts } = await outbox(db);
		assert.deepEqual(counts, { waiting: 0, sentToday: 0, givenUp: 1 });
		assert.match(last[0]?.lastError ?? '', /ECONNREFUSED/);
		assert.equal((await lettersFor(db, villageKeys(), 'noor')).length, 1);
	});

	it('takes a server that never answers for one that is away', async () => {
		const db = await fresh();
		const silent = createServer().listen(0, '127.0.0.1');
		await once(silent, 'listening');
		const id = await posted(db, letterTo('noor'));
		const sender = sendTo(db, `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`, { ...QUICK, lease: 200 });
		await until(async () => (await rowOf(db, id)).last_error !== null, 'it was not waited for any longer');
		await sender.stop();
		silent.close();
		assert.equal((await rowOf(db, id)).sent_at, null);
	});

	it('does not bring a letter whose link is gone', async () => {
		const db = await fresh();
		const written = new Date(Date.now() - 2 * HOUR);
		const action = (hours: number) => ({
			label: 'Doe mee',
			url: 'https://wijk.example/u/geheim',
			expires: new Date(written.getTime() + hours * HOUR).toISOString(),
		});
		await posted(db, letterTo('noor', { action: action(1) }), written);
		const used = await posted(db, letterTo('bram', { action: action(10) }), written);
		await tx(db, (tx) => forgetLink(tx, used));
		await posted(db, letterTo('fatima', { action: action(10) }), written);
		await withMailbox(openMailbox(), async ({ url, mails }) => {
			const sender = sendTo(db, url);
			await until(() => noneWaits(db), 'nothing waits');
			await sender.stop();
			assert.deepEqual(
				mails.map(({ subject }) => subject),
				['Voor fatima'],
			);
			assert.equal((await outbox(db)).givenUp, 2);
		});
	});

	it('brings every letter past a server that refuses one in twenty, without telling whom it was for', async () => {
		const db = await fresh();
		let asked = 0;
		await withMailbox(openMailbox({ refuses: () => ++asked % 20 === 3 }), async ({ url, mails }) => {
			for (let n = 0; n < 40; n++) await posted(db, letterTo(`bewoner${n}`));
			const sender = sendTo(db, url, { every: 10, backoff: [HOUR] });
			await until(async () => (await outbox(db)).waiting === 2, 'all but the refused ones arrived');
			await sender.stop();
			const { last } = await outbox(db);
			const reasons = last.flatMap(({ lastError }) => lastError ?? []);
			assert.match(reasons[0] ?? '', /451 Try again later, …/);
			assert.ok(!reasons.join().includes('noor'));

			const patient = sendTo(db, url, { ...QUICK, now: () => new Date(Date.now() + HOUR) });
			await until(() => noneWaits(db), 'the refused ones arrived too');
			await patient.stop();
			assert.equal(new Set(mails.map(({ subject }) => subject)).size, 40);
			assert.equal(mails.length, 40);
		});
	});

	it('shares the work between processes, and none brings what another brought', async () => {
		const place = await freshPlace();
		const [one, other] = [openDatabase(place), openDatabase(place)];
		await migrate(one);
		for (let n = 0; n < 40; n++) await posted(one, letterTo(`bewoner${n}`));
		await withMailbox(openMailbox(), async ({ url, mails }) => {
			const senders = [sendTo(one, url), sendTo(other, url)];
			await until(() => noneWaits(one), 'all arrived');
			await Promise.all(senders.map((sender) => sender.stop()));
			assert.equal(new Set(mails.map(({ subject }) => subject)).size, 40);
			assert.equal(mails.length, 40);
		});
		await Promise.all([one.destroy(), other.destroy()]);
	});

	it('leaves what a killed sender had in hand to another, under the same Message-ID', async () => {
		const place = await freshPlace();
		const db = openDatabase(place);
		await migrate(db);
		for (let n = 0; n < 20; n++) await posted(db, letterTo(`bewoner${n}`));
		// The fifth letter arrives, and its sender dies before it hears so.
		const beforeAnswer = async (arrived: number) => {
			if (arrived === 5) await kill(postman);
		};
		const mailbox = await openMailbox({ beforeAnswer });
		const postman = sendOut({ place, url: mailbox.url, every: 10, backoff: [20], lease: 2000 });
		await withMailbox(Promise.resolve(mailbox), async ({ url, mails }) => {
			await once(postman, 'exit');
			assert.equal(mails.length, 5);
			const sender = sendTo(db, url, { ...QUICK, lease: 2000 });
			await until(() => noneWaits(db), 'all arrived');
			await sender.stop();
			assert.equal(new Set(mails.map(({ subject }) => subject)).size, 20);
			assert.equal(new Set(mails.map(({ messageId }) => messageId)).size, 20);
			assert.equal(mails.length, 21);
		});
		await db.destroy();
	});
});
