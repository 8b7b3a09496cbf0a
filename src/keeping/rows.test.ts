import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { openDatabase } from '#platform/database/database.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { BrokenBackup } from './problem.ts';
import { partsOf, rowsIn, Tally } from './rows.server.ts';
import { inSnapshot, type Row, viewOf } from './snapshot.server.ts';
import { tablesIn } from './tables.server.ts';

onBothEngines('rows as text', (_, engine, freshPlace) => {
	const [blob, real] = (engine === 'postgres' ? ['bytea', 'float8'] : ['blob', 'real']).map((kind) => sql.raw(kind));

	async function kept(rows: Row[]) {
		const db = openDatabase(await freshPlace());
		await sql`create table things (words text, size integer, share ${real}, content ${blob}, place integer primary key)`.execute(db);
		const { connection } = viewOf(db, engine);
		for (const row of rows) await connection.insertInto('things').values(row).execute();
		try {
			return await inSnapshot(db, async (view) => {
				const [table] = await tablesIn(view);
				assert.ok(table);
				return { table, parts: await Array.fromAsync(partsOf(view, table)) };
			});
		} finally {
			await db.destroy();
		}
	}

	it('come back as they were, whatever they hold', async () => {
		const rows: Row[] = [
			{ content: Buffer.from([0, 255, 10]), place: 1, share: 0.1, size: -7, words: 'regel\nregel\u2028"€' },
			{ content: null, place: 2, share: null, size: null, words: null },
			{ content: Buffer.alloc(0), place: 3, share: 1e-300, size: 2147483647, words: '' },
		];
		const { table, parts } = await kept(rows);
		assert.deepEqual(
			parts.flatMap((part) => rowsIn(table, part)),
			rows,
		);
	});

	it('stand in the order of the key, each on a line that is counted', async () => {
		const place = [10, 9, 2, 1];
		const { parts } = await kept(place.map((place) => ({ place, words: 'a\nb' })));
		const tally = new Tally();
		for (const part of parts) tally.add(part);
		assert.equal(tally.of('things').rows, 4);
		assert.deepEqual(
			[...parts.join('').matchAll(/"place":(\d+)/g)].map(([, at]) => Number(at)),
			[1, 2, 9, 10],
		);
	});

	it('are kept in parts, however many there are', async () => {
		const words = 'x'.repeat(400_000);
		const { table, parts } = await kept([1, 2, 3, 4, 5, 6, 7].map((place) => ({ place, words })));
		assert.deepEqual(
			parts.map((part) => rowsIn(table, part).length),
			[3, 3, 1],
		);
	});

	it('with other columns than their table are refused', async () => {
		const { table } = await kept([]);
		assert.throws(() => rowsIn(table, Buffer.from('{"place":1}\n')), BrokenBackup);
	});

	it('of a kind that would not come back are found by the table', async () => {
		const db = openDatabase(await freshPlace());
		await sql`create table moments (at timestamp)`.execute(db);
		await assert.rejects(
			inSnapshot(db, (view) => tablesIn(view)),
			/moments\.at is of the kind timestamp/,
		);
		await db.destroy();
	});
});
