import assert from 'node:assert/strict';
import { it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { administratorOf } from '#accounts/sign-ins.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { beginProject } from '#projects/projects.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { writeNote } from '../../tests/village/notes.ts';
import { keys, signing } from '../../tests/village/people.ts';
import { irisTries, noorOffersTrials } from '../../tests/village/trial.ts';
import { takeTrialAlong } from './trial.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');

onBothEngines('a trial that is taken along', (fresh) => {
	it('is one file with a folder for each project, and for others nothing', async () => {
		const db = await fresh();
		const { noor } = await noorOffersTrials(db, noon);
		const iris = await irisTries(db, noon);
		assert.deepEqual(Object.keys(unzipSync(await takeTrialAlong(db, keys, signing, iris.account, noon))), []);
		await assert.rejects(takeTrialAlong(db, keys, signing, noor.account, noon), { kind: 'not-found' });
		const administrator = await administratorOf(db, iris.account);
		assert.ok(administrator);
		const project = await beginProject(db, keys, administrator, { name: 'Proefwijk', leader: iris.account.id }, noon);
		const member = await memberOf(db, iris.account, project, noon);
		await writeNote(db, keys, member, { level: 'core', text: 'kanarie-proef', subproject: null }, noon);
		const zip = unzipSync(await takeTrialAlong(db, keys, signing, iris.account, noon));
		assert.deepEqual(
			Object.keys(zip)
				.filter((name) => /\.(html|json)$/.test(name))
				.toSorted(),
			['Proefwijk/project.html', 'Proefwijk/project.json'],
		);
		const html = strFromU8(zip['Proefwijk/project.html'] ?? new Uint8Array());
		assert.ok(html.includes('kanarie-<wbr>proef') && !/<script|<style|https?:/.test(html));
	});
});
