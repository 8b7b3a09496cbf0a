import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { onBothEngines } from '../../tests/village/engines.ts';
import { theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { outsideCheck } from '../../tests/village/outside-check.ts';
import { keys, signing } from '../../tests/village/people.ts';
import { irisTries, noorOffersTrials } from '../../tests/village/trial.ts';
import { takeProjectAlong, takeTrialAlong } from './project.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

onBothEngines('a project that is taken along', (fresh) => {
	it('holds what its leader may read, and a journal that outsiders can check', async () => {
		const db = await fresh();
		const { people, project } = await theNeighbourhood(db, noon);
		const zip = unzipSync(await takeProjectAlong(db, keys, signing, people.leader.account, project, noon));
		const data = JSON.parse(strFromU8(zip['project.json'] ?? new Uint8Array()));
		const words = data.entries.map(({ words }: { words: { text: string } }) => words.text).toSorted();
		assert.deepEqual(words, ['kanarie-intern', 'kanarie-kern', 'kanarie-persoonlijk', 'kanarie-rijtjes']);
		assert.deepEqual(data.parts, ['Hoogbouw', 'Rijtjes']);
		assert.equal(data.journal.at(-1).action, 'projects.taken-along');
		const html = strFromU8(zip['project.html'] ?? new Uint8Array());
		assert.ok(html.includes('kanarie-<wbr>kern') && !/<script|<style|https?:/.test(html));

		const folder = mkdtempSync(join(tmpdir(), 'mee-'));
		try {
			for (const name of ['log.ndjson', 'checkpoint', 'checkpoint.sig', 'log-key.pem'])
				writeFileSync(join(folder, name), zip[`journaal/${name}`] ?? new Uint8Array());
			assert.deepEqual(outsideCheck(folder), { chain: true, signature: true });
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	it('goes to nobody but who leads it, who just showed who they are, five times an hour', async () => {
		const db = await fresh();
		const { people, project } = await theNeighbourhood(db, noon);
		const take = (who: keyof typeof people, at = noon) => takeProjectAlong(db, keys, signing, people[who].account, project, at);
		for (const who of ['core', 'member', 'reader'] as const) await assert.rejects(take(who), { kind: 'not-allowed' }, who);
		for (const who of ['administrator', 'operator', 'other municipality'] as const)
			await assert.rejects(take(who), { kind: 'not-found' }, who);
		await assert.rejects(take('leader', later(31)), { kind: 'not-allowed' });
		for (let n = 0; n < 5; n++) await take('leader');
		await assert.rejects(take('leader'), { kind: 'too-much' });
	});

	it('is for an organisation on trial one file with a folder each, and for others nothing', async () => {
		const db = await fresh();
		const { noor } = await noorOffersTrials(db, noon);
		const iris = await irisTries(db, noon);
		assert.deepEqual(Object.keys(unzipSync(await takeTrialAlong(db, keys, signing, iris.account, noon))), []);
		await assert.rejects(takeTrialAlong(db, keys, signing, noor.account, noon), { kind: 'not-found' });
	});
});
