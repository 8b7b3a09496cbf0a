import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { revisionOf } from './manuscript.ts';
import { stampTranslations } from './stamping.server.ts';

it('a translation is stamped with the Dutch text beside it, once', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'stempel-'));
	await mkdir(join(folder, 'news'));
	const [dutch, english] = [join(folder, 'news/a.md'), join(folder, 'news/a.en.md')];
	await writeFile(dutch, '---\nid: a\n---\nEen.\n');
	await writeFile(english, '---\ntitle: A\n---\nOne.\n');
	assert.equal(await stampTranslations(folder), 1);
	assert.equal(await stampTranslations(folder), 0);
	assert.equal(await readFile(english, 'utf8'), `---\ntitle: A\ntranslates: "${revisionOf('---\nid: a\n---\nEen.\n')}"\n---\nOne.\n`);
	await writeFile(dutch, '---\nid: a\n---\nTwee.\n');
	assert.equal(await stampTranslations(folder, [join(folder, 'news/b.en.md')]), 0);
	assert.equal(await stampTranslations(folder, [english]), 1);
	await rm(folder, { recursive: true });
});
