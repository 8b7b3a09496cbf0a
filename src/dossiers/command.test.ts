import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openStoreroom } from '#documents/storeroom.server.ts';
import { openDatabase } from '#platform/database/database.server.ts';
import { migrate } from '#platform/database/migrate.server.ts';
import { lasting } from '../../tests/village/dossiers.ts';
import { VILLAGE_KEY } from '../../tests/village/people.ts';
import { yearsLater } from '../../tests/village/years.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('whole projects on the command line', { concurrency: 1 }, () => {
	const folder = mkdtempSync(join(tmpdir(), 'regel-'));
	const [here, there] = [join(folder, 'here'), join(folder, 'there')];
	const [first, second] = [join(folder, 'first.zip'), join(folder, 'second.zip')];
	let project = '';

	const run = (dataFolder: string, ...words: string[]) => {
		const env = { ...process.env, WIJKSPOOR_DATA: dataFolder, WIJKSPOOR_KEYS: '', DATABASE_URL: '' };
		const { status, stdout, stderr } = spawnSync(process.execPath, ['src/command.ts', ...words], { cwd: ROOT, env, encoding: 'utf8' });
		return { status, stdout, stderr };
	};

	before(async () => {
		mkdirSync(join(here, 'keys'), { recursive: true });
		writeFileSync(join(here, 'keys/master.key'), `${VILLAGE_KEY.toString('base64')}\n`);
		const db = openDatabase({ databaseUrl: null, dataFolder: here });
		await migrate(db);
		const storeroom = openStoreroom({ dataFolder: here, uploads: { most: 500_000, mostOfProject: 2_000_000 }, scanner: null });
		project = (await yearsLater(db, storeroom, new Date())).project;
		await db.destroy();
	});
	after(() => rmSync(folder, { recursive: true }));

	it('are listed, also for programs', () => {
		const listed = JSON.parse(run(here, 'project', 'list', '--json').stdout);
		const named = (wanted: string) => listed.find(({ name }: { name: string }) => name === wanted);
		assert.deepEqual([named('Zonnedam-Oost').id, named('Zonnedam-Oost').organisation], [project, 'Gemeente Zonnedam']);
		assert.deepEqual(Object.keys(named('Waterdam-Noord')), ['id', 'name', 'organisation', 'municipality', 'began', 'ended']);
		assert.match(run(here, 'project', 'list').stdout, /Zonnedam-Oost\tGemeente Zonnedam\n/);
	});

	it('go out, into an empty installation and out again, the same to the byte', () => {
		assert.equal(run(here, 'project', 'export', project, first).status, 0);
		assert.match(run(there, 'verify', first).stdout, /: good, \d+ entries, 3 documents, signed with key [0-9a-f]{8}\n$/);
		assert.deepEqual(run(there, 'project', 'import', first), { status: 0, stdout: `${project}\n`, stderr: '' });
		assert.equal(run(there, 'project', 'export', project, second).status, 0);
		assert.deepEqual(lasting(readFileSync(second)), lasting(readFileSync(first)));
		assert.match(run(there, 'verify', project).stdout, /: good, /);
	});

	it('that cannot be had or taken in are refused in one line', () => {
		const refused = (...words: string[]) => {
			const { status, stdout, stderr } = run(there, ...words);
			assert.deepEqual([status, stdout, stderr.trimEnd().split('\n').length], [1, '', 1], words.join(' '));
			return stderr;
		};
		assert.match(refused('project', 'import', first), /This project is here already/);
		assert.match(refused('project', 'export', 'nix', second), /There is no project nix here/);
		assert.match(refused('project', 'import', join(ROOT, 'package.json')), /no ZIP file.*Nothing of it was kept/);
		assert.match(refused('project', 'import', join(folder, 'nergens.zip')), /no such file/);
		assert.match(refused('project', 'import', first, '--leader', 'nobody@nergens.example'), /Nobody who can come in here/);
		assert.match(refused('verify', join(ROOT, 'package.json')), /no ZIP file/);
		assert.match(run(there, 'project', 'import', '--help').stdout, /--organisation <name>/);
	});
});
