import assert from 'node:assert/strict';
import { access, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, beforeEach, describe, it } from 'node:test';
import { objectStore } from '../../tests/village/object-store.ts';
import { ObjectStoreTrouble } from './object-shelf.server.ts';
import { onShelf, type Shelf } from './shelf.ts';
import { bringOver, shelfOf } from './shelves.server.ts';

describe('a shelf', () => {
	let store: Awaited<ReturnType<typeof objectStore>>;
	let dataFolder = '';
	before(async () => {
		store = await objectStore();
		dataFolder = await mkdtemp(join(tmpdir(), 'plank-'));
	});
	beforeEach(async () => {
		store.objects.clear();
		store.broken.by = 0;
		await rm(join(dataFolder, 'files'), { recursive: true, force: true });
	});
	after(async () => {
		await store.close();
		await rm(dataFolder, { recursive: true });
	});

	const shelved = async (shelf: Shelf) => (await Array.fromAsync(shelf.names())).map(({ name, bytes }) => `${name} ${bytes}`).toSorted();
	const put = async (shelf: Shelf, name: string, bytes: string) => {
		const draft = join(dataFolder, 'draft');
		await writeFile(draft, bytes);
		await shelf.keep(draft, name);
		await assert.rejects(access(draft), { code: 'ENOENT' });
	};

	for (const kind of ['folder', 'object store'] as const)
		it(`that is ${kind === 'folder' ? 'a folder' : 'in an object store'} keeps files, gives them out, names them and loses them`, async () => {
			const shelf = shelfOf({ dataFolder, objects: kind === 'folder' ? null : store.settings });
			for (const [at, words] of ['een', 'twee', 'drie'].entries()) await put(shelf, onShelf('buurt', `bestand${at}`), words);
			assert.equal(await text(await shelf.open('buurt/bestand1')), 'twee');
			assert.deepEqual(await shelved(shelf), ['buurt/bestand0 3', 'buurt/bestand1 4', 'buurt/bestand2 4']);
			await shelf.remove('buurt/bestand1');
			await shelf.remove('buurt/bestand1');
			await assert.rejects(shelf.open('buurt/bestand1'), { code: 'ENOENT' });
			assert.deepEqual(await shelved(shelf), ['buurt/bestand0 3', 'buurt/bestand2 4']);
		});

	it('in an object store still gives what was kept in the folder before, until that is brought over', async () => {
		await put(shelfOf({ dataFolder }), 'buurt/oud', 'van vroeger');
		const place = { dataFolder, objects: store.settings };
		const shelf = shelfOf(place);
		await put(shelf, 'buurt/nieuw', 'van nu');
		assert.equal(await text(await shelf.open('buurt/oud')), 'van vroeger');
		assert.deepEqual(await shelved(shelf), ['buurt/nieuw 6', 'buurt/oud 11']);
		assert.equal(await bringOver(place), 1);
		assert.equal(await bringOver(place), 0);
		assert.deepEqual([...store.objects.keys()].toSorted(), ['buurt/nieuw', 'buurt/oud']);
		assert.deepEqual(await readdir(join(dataFolder, 'files/buurt')), []);
		assert.equal(await text(await shelf.open('buurt/oud')), 'van vroeger');
	});

	it('in an object store names nothing that is not ours, and says when the store refuses', async () => {
		const shelf = shelfOf({ dataFolder, objects: store.settings });
		store.objects.set('index.html', { bytes: Buffer.from('x'), keptAt: new Date() });
		assert.deepEqual(await shelved(shelf), []);
		store.broken.by = 501;
		await mkdir(dataFolder, { recursive: true });
		await assert.rejects(put(shelf, 'buurt/x', 'x'), ObjectStoreTrouble);
		const stranger = shelfOf({ dataFolder, objects: { ...store.settings, secretKey: 'geraden' } });
		store.broken.by = 0;
		await assert.rejects(stranger.open('buurt/x'), /answered 403/);
	});
});
