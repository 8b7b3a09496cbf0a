import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, it } from 'node:test';
import { search } from '#search/search.server.ts';
import { onBothEngines } from '../tests/village/engines.ts';
import { aManuscript } from '../tests/village/method.ts';
import { type House, openHouse } from './house.server.ts';
import { openDatabase } from './platform/database/database.server.ts';
import { readSettings } from './platform/settings.ts';

onBothEngines('the house', (_, __, freshPlace) => {
	let contentFolder: string;
	before(async () => {
		contentFolder = await mkdtemp(join(tmpdir(), 'inhoud-'));
		for (const [path, text] of aManuscript()) {
			await mkdir(dirname(join(contentFolder, path)), { recursive: true });
			await writeFile(join(contentFolder, path), text);
		}
	});
	after(() => rm(contentFolder, { recursive: true }));

	const found = async ({ db }: House) =>
		(await search(db, { typed: 'aanleggen', language: 'nl', kind: null, labels: [], page: 1 })).found.map(({ path }) => path);

	it('fills a search index anew that an older program had filled', async () => {
		const place = await freshPlace();
		const env = { WIJKSPOOR_DATA: place.dataFolder, DATABASE_URL: place.databaseUrl ?? undefined };
		const settings = { ...readSettings(env, join(import.meta.dirname, '..')), contentFolder };
		const first = await openHouse(settings, () => {});
		const answers = await found(first);
		assert.ok(answers.length > 0);
		await first.close();

		const db = openDatabase(place);
		await db.deleteFrom('search_labels').execute();
		await db.deleteFrom('search_texts').execute();
		await db.updateTable('search_state').set({ analysis: 0 }).execute();
		await db.destroy();

		const second = await openHouse(settings, () => {});
		assert.deepEqual(await found(second), answers);
		await second.close();
	});
});
