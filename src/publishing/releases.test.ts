import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { onBothEngines } from '../../tests/village/engines.ts';
import { aManuscript, junctionFile, junctionOf } from '../../tests/village/method.ts';
import { BrokenContent, loadContent } from '../house.server.ts';
import { hashOf, manuscriptOf, newestRelease, release, wasReleased } from './releases.server.ts';

const nothingMore = async () => {};

onBothEngines('releases', (fresh) => {
	it('gives back to the letter what was released', async () => {
		const db = await fresh();
		const manuscript = aManuscript({ 'news/bericht.md': '---\nid: bericht\n---\nÉén ‘regel’ €\u00a0\n\n\t' });
		const number = await release(db, manuscript, nothingMore);
		assert.deepEqual(await manuscriptOf(db, number), new Map([...manuscript].toSorted()));
		assert.equal(hashOf(await manuscriptOf(db, number)), hashOf(manuscript));
	});

	it('keeps the same content one release', async () => {
		const db = await fresh();
		assert.equal(await release(db, aManuscript(), nothingMore), 1);
		assert.equal(await release(db, aManuscript(), nothingMore), 1);
		assert.equal(await newestRelease(db), 1);
	});

	it('makes an older content the newest again when it is released again', async () => {
		const db = await fresh();
		const changed = aManuscript({
			'editions/1/junctions/afspreken.md': junctionFile(junctionOf('afspreken', '1.02', { title: 'Anders' })),
		});
		await release(db, aManuscript(), nothingMore);
		await release(db, changed, nothingMore);
		assert.equal(await release(db, aManuscript(), nothingMore), 3);
		assert.ok(await wasReleased(db, changed));
	});

	it('releases nothing when what belongs with it fails', async () => {
		const db = await fresh();
		const failing = () => Promise.reject(new Error('no room for the index'));
		await assert.rejects(release(db, aManuscript(), failing), /no room/);
		assert.equal(await newestRelease(db), null);
		assert.ok(!(await wasReleased(db, aManuscript())));
	});

	it('keeps what was served when a folder does not hold', async () => {
		const db = await fresh();
		await release(db, aManuscript(), nothingMore);
		const folder = await mkdtemp(join(tmpdir(), 'inhoud-'));
		await writeFile(join(folder, 'los.md'), 'geen kop');
		await assert.rejects(loadContent(db, folder), (error) => error instanceof BrokenContent && error.problems.length > 0);
		assert.equal(await newestRelease(db), 1);
		await rm(folder, { recursive: true });
	});

	it('lets two who release at once do so one after the other', async () => {
		const db = await fresh();
		const versions = [1, 2, 3, 4].map((n) => aManuscript({ 'news/n.md': `---\nid: n${n}\n---\n` }));
		const numbers = await Promise.all(versions.map((one) => release(db, one, nothingMore)));
		assert.deepEqual(numbers.toSorted(), [1, 2, 3, 4]);
	});
});
