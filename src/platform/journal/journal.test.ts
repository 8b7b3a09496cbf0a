import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { onBothEngines } from '../../../tests/village/engines.ts';
import type { Database } from '../database/database.server.ts';
import { keysFrom } from '../keys/keys.server.ts';
import { START } from './chaining.ts';
import { type Acting, act, destroyDetail, entriesOf, headOf, type Recorded } from './journal.server.ts';
import { type Happening, INSTALLATION } from './journal.ts';
import { verifyChain } from './verifying.server.ts';

const keys = keysFrom(Buffer.alloc(32, 1));
const NOON = new Date('2026-11-22T12:00:00.000Z');

const signed = (chain: string, more: Partial<Happening> = {}): Happening => ({
	chain,
	actor: 'p_bram',
	action: 'agreement.signed',
	object: 'agreement-1',
	channel: 'screen',
	...more,
});
const record = (db: Database, happening: Happening) => act(db, keys, ({ record }) => record(happening), NOON);

onBothEngines('the journal', (fresh, engine) => {
	it('tells who did what, when, along which way, and what was there before and after', async () => {
		const db = await fresh();
		await record(db, signed('wijk', { channel: 'paper', before: { state: 'draft' }, after: { state: 'signed', by: ['Bram', 'één'] } }));
		const [entry] = await entriesOf(db, keys, 'wijk', { limit: 10 });
		assert.deepEqual(entry, {
			seq: 1,
			at: '2026-11-22T12:00:00.000Z',
			actor: 'p_bram',
			action: 'agreement.signed',
			object: 'agreement-1',
			channel: 'paper',
			hash: (await headOf(db, 'wijk')).head,
			detail: { state: 'kept', before: { state: 'draft' }, after: { state: 'signed', by: ['Bram', 'één'] } },
		});
	});

	it('is read newest first, a page at a time', async () => {
		const db = await fresh();
		for (let n = 0; n < 5; n++) await record(db, signed('wijk'));
		const numbers = async (before?: number) =>
			(await entriesOf(db, keys, 'wijk', { limit: 2, ...(before && { before }) })).map(({ seq }) => seq);
		assert.deepEqual([await numbers(), await numbers(4), await numbers(2)], [[5, 4], [3, 2], [1]]);
	});

	it('keeps a chain for each project and one for the installation', async () => {
		const db = await fresh();
		await record(db, signed('wijk'));
		await record(db, signed(INSTALLATION));
		await record(db, signed('wijk'));
		assert.equal((await headOf(db, 'wijk')).size, 2);
		assert.equal((await headOf(db, INSTALLATION)).size, 1);
		assert.deepEqual(await headOf(db, 'elders'), { size: 0, head: START });
	});

	it('takes several entries of one deed, and gives back what the verb gives back', async () => {
		const db = await fresh();
		const result = await act(db, keys, async ({ record }) => {
			assert.equal((await record(signed('wijk'))).seq, 1);
			await record(signed(INSTALLATION));
			return record(signed('wijk'), 'agreement-1');
		});
		assert.equal(result, 'agreement-1');
		assert.deepEqual(await verifyChain(db, keys, 'wijk'), { ok: true, destroyed: 0, ...(await headOf(db, 'wijk')) });
	});

	it('lets nothing be changed without a record of it', async () => {
		const db = await fresh();
		const silent = async ({ tx }: Acting) => {
			await tx.insertInto('releases').values({ id: 1, at: '', hash: '' }).execute();
		};
		const pretending = async ({ tx }: Acting) => {
			await tx.insertInto('releases').values({ id: 1, at: '', hash: '' }).execute();
			return { seq: 1, result: 1 };
		};
		// @ts-expect-error What was recorded has to be given back.
		const unrecorded = act(db, keys, silent);
		await assert.rejects(unrecorded, /without a record/);
		// @ts-expect-error A record cannot be made by hand.
		const pretended = act(db, keys, pretending);
		await assert.rejects(pretended, /without a record/);
		assert.deepEqual(await db.selectFrom('releases').selectAll().execute(), []);
	});

	it('does not take a record of an earlier deed for one of this', async () => {
		const db = await fresh();
		const earlier: Recorded<void>[] = [];
		await act(db, keys, async ({ record }) => {
			earlier.push(await record(signed('wijk')));
			return record(signed('wijk'));
		});
		const [old] = earlier;
		assert.ok(old);
		const reused = act(db, keys, async () => old);
		await assert.rejects(reused, /without a record/);
	});

	it('keeps no entry of a deed that failed', async () => {
		const db = await fresh();
		const failing = act(db, keys, async ({ record }) => {
			await record(signed('wijk'));
			throw new Error('toch niet');
		});
		await assert.rejects(failing, /toch niet/);
		assert.equal((await headOf(db, 'wijk')).size, 0);
	});

	it('corrects by a new entry that points back, never forward', async () => {
		const db = await fresh();
		await record(db, signed('wijk'));
		await record(db, signed('wijk', { supersedes: 1 }));
		assert.equal((await entriesOf(db, keys, 'wijk', { limit: 1 }))[0]?.supersedes, 1);
		await assert.rejects(record(db, signed('wijk', { supersedes: 3 })), /no entry 3/);
	});

	it('refuses a chain whose name does not fit on the first line of a checkpoint', async () => {
		const db = await fresh();
		await assert.rejects(record(db, signed('wijk\n99')), /cannot be called/);
	});

	it('still holds when a detail was destroyed, and says that it was', async () => {
		const db = await fresh();
		await record(db, signed('wijk', { after: 'Fatima woont op nummer 3' }));
		await act(db, keys, async ({ tx, record }) => {
			await destroyDetail(tx, 'wijk', 1);
			return record(signed('wijk', { action: 'agreement.shielded', supersedes: 1 }));
		});
		const [, first] = await entriesOf(db, keys, 'wijk', { limit: 2 });
		assert.deepEqual(first?.detail, { state: 'destroyed' });
		assert.deepEqual(await verifyChain(db, keys, 'wijk'), { ok: true, destroyed: 1, ...(await headOf(db, 'wijk')) });
	});

	it('says of a detail that was tampered with that it is spoilt, and shows the rest', async () => {
		const db = await fresh();
		await record(db, signed('wijk', { after: 'eerst' }));
		await db.updateTable('journal_details').set({ content: 'iets anders' }).execute();
		const [entry] = await entriesOf(db, keys, 'wijk', { limit: 1 });
		assert.deepEqual([entry?.action, entry?.detail], ['agreement.signed', { state: 'spoilt' }]);
		assert.deepEqual(await verifyChain(db, keys, 'wijk'), { ok: false, seq: 1, fault: 'detail' });
	});

	it('cannot be read in the database without the keys', async () => {
		const db = await fresh();
		await record(db, signed('wijk', { before: 'angstdroom', after: 'angstdroom' }));
		const rows = [await db.selectFrom('journal').selectAll().execute(), await db.selectFrom('journal_details').selectAll().execute()];
		assert.doesNotMatch(JSON.stringify(rows), /angstdroom/);
	});

	it('only grows: the database refuses every change', async () => {
		const db = await fresh();
		await record(db, signed('wijk'));
		await record(db, signed('wijk'));
		const [first] = await db.selectFrom('journal').selectAll().orderBy('seq').execute();
		assert.ok(first);
		const replacing = { ...first, actor: 'p_joost' };
		const tries = [
			() => db.updateTable('journal').set({ actor: 'p_joost' }).execute(),
			() => db.updateTable('journal').set({ seq: 9 }).where('seq', '=', 2).execute(),
			() => db.deleteFrom('journal').execute(),
			() => db.deleteFrom('journal').where('seq', '=', 2).execute(),
			() =>
				db
					.insertInto('journal')
					.values(replacing)
					.onConflict((c) => c.columns(['chain', 'seq']).doUpdateSet({ actor: 'p_joost' }))
					.execute(),
			engine === 'sqlite' ? () => db.replaceInto('journal').values(replacing).execute() : () => sql`truncate journal cascade`.execute(db),
		];
		for (const attempt of tries) await assert.rejects(attempt, /the journal only grows/);
		assert.deepEqual(await verifyChain(db, keys, 'wijk'), { ok: true, destroyed: 0, ...(await headOf(db, 'wijk')) });
	});

	it('lets those who act go one after the other, so that none has to try again', async () => {
		const db = await fresh();
		let attempts = 0;
		const deeds = Array.from({ length: 40 }, () =>
			act(db, keys, async ({ record }) => {
				attempts++;
				return record(signed('wijk'));
			}),
		);
		await Promise.all(deeds);
		assert.equal(attempts, 40);
		assert.deepEqual(await verifyChain(db, keys, 'wijk'), { ok: true, destroyed: 0, ...(await headOf(db, 'wijk')) });
		const times = (await entriesOf(db, keys, 'wijk', { limit: 40 })).map(({ at }) => at);
		assert.deepEqual(times, times.toSorted().reverse());
	});
});
