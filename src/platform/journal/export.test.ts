import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { sql } from 'kysely';
import { onBothEngines } from '../../../tests/village/engines.ts';
import { outsideCheck } from '../../../tests/village/outside-check.ts';
import { type Database, type DatabasePlace, openDatabase } from '../database/database.server.ts';
import { migrate } from '../database/migrate.server.ts';
import { keysFrom, openKeys } from '../keys/keys.server.ts';
import { checkpoint } from './checkpoints.server.ts';
import { exportChain } from './export.server.ts';
import { act } from './journal.server.ts';
import { openSigning, signingFrom } from './signing.server.ts';

const ROOT = join(import.meta.dirname, '../../..');
const signing = signingFrom(generateKeyPairSync('ed25519').privateKey);
const made: string[] = [];
after(() => {
	for (const folder of made) rmSync(folder, { recursive: true });
});
const folder = () => {
	const path = mkdtempSync(join(tmpdir(), 'uitvoer-'));
	made.push(path);
	return path;
};

const happen = async (db: Database, chain: string, times: number, keys = keysFrom(Buffer.alloc(32, 1))) => {
	for (let n = 0; n < times; n++) {
		await act(db, keys, ({ record }) =>
			record({ chain, actor: 'p_noor', action: 'decision.taken', object: `één-${n}`, channel: 'screen', after: 'vertrouwelijk' }),
		);
	}
};

onBothEngines('a chain that is exported', (fresh) => {
	it('is accepted by Python and OpenSSL, who know nothing of us', async () => {
		const db = await fresh();
		await happen(db, 'wijk', 5);
		await happen(db, 'elders', 1);
		const place = folder();
		const { size } = await exportChain(db, signing, 'wijk', place);
		assert.equal(size, 5);
		assert.deepEqual(readdirSync(place).sort(), ['checkpoint', 'checkpoint.sig', 'log-key.pem', 'log.ndjson']);
		assert.deepEqual(outsideCheck(place), { chain: true, signature: true });
		assert.doesNotMatch(readFileSync(join(place, 'log.ndjson'), 'utf8'), /vertrouwelijk|elders/);

		const log = join(place, 'log.ndjson');
		writeFileSync(log, readFileSync(log, 'utf8').replace('p_noor', 'p_bram'));
		assert.deepEqual(outsideCheck(place), { chain: false, signature: true });
		writeFileSync(join(place, 'checkpoint'), readFileSync(join(place, 'checkpoint'), 'utf8').replace('\n5\n', '\n4\n'));
		assert.deepEqual(outsideCheck(place), { chain: false, signature: false });
	});

	it('is not written over an earlier export, and has to exist', async () => {
		const db = await fresh();
		const place = folder();
		await assert.rejects(exportChain(db, signing, 'wijk', place), /nothing to export/);
		await happen(db, 'wijk', 1);
		await exportChain(db, signing, 'wijk', place);
		await assert.rejects(exportChain(db, signing, 'wijk', place), /is not empty/);
	});
});

onBothEngines('the journal on the command line', (_, engine, freshPlace) => {
	const command = (place: DatabasePlace, data: string, ...words: string[]) => {
		const { PATH = '', HOME = '' } = process.env;
		const env = { PATH, HOME, WIJKSPOOR_DATA: data, ...(place.databaseUrl && { DATABASE_URL: place.databaseUrl }) };
		const { status, stdout, stderr } = spawnSync(process.execPath, ['src/command.ts', ...words], { cwd: ROOT, env, encoding: 'utf8' });
		return { status, stdout, stderr };
	};

	it('verifies every chain, and tells which one lost what a checkpoint says', async () => {
		const place = await freshPlace();
		const data = place.databaseUrl ? folder() : place.dataFolder;
		assert.deepEqual(command(place, data, 'verify'), { status: 0, stdout: 'Nothing was recorded yet.\n', stderr: '' });

		const db = openDatabase(place);
		await migrate(db);
		const keys = openKeys(join(data, 'keys'));
		await happen(db, 'installation', 3, keys);
		await happen(db, 'wijk', 2, keys);
		const note = (await checkpoint(db, openSigning(join(data, 'keys'), keys), 'installation'))?.note ?? '';
		const kept = join(folder(), 'brief.txt');
		writeFileSync(kept, note);
		const good = command(place, data, 'verify', '--checkpoint', kept);
		assert.equal(good.status, 0);
		assert.match(
			good.stdout,
			/^installation: good, 3 entries, 0 details destroyed, head \S{44}\nwijk: good, 2 entries, 0 details destroyed, head \S{44}\n$/,
		);

		const out = join(folder(), 'keten');
		const exported = command(place, data, 'journal', 'export', 'installation', out);
		assert.match(exported.stdout, /^installation: 3 entries written, head \S{44}\.\n$/);
		assert.deepEqual(outsideCheck(out), { chain: true, signature: true });
		assert.equal(command(place, data, 'verify', '--checkpoint', join(out, 'checkpoint')).status, 0);

		// Who owns the database can take the triggers away; what was kept elsewhere they cannot reach.
		await sql`drop trigger ${sql.ref(engine === 'sqlite' ? 'journal_refuses_delete' : 'journal_refuses')} ${sql.raw(engine === 'sqlite' ? '' : 'on journal')}`.execute(
			db,
		);
		await db.deleteFrom('journal_details').where('seq', '=', 3).execute();
		await db.deleteFrom('journal').where('seq', '=', 3).execute();
		await db.deleteFrom('journal_checkpoints').execute();
		await db.destroy();
		assert.equal(command(place, data, 'verify').status, 0);
		const short = command(place, data, 'verify', '--checkpoint', kept);
		assert.equal(short.status, 1);
		assert.match(short.stdout, /^installation: wrong at entry 3: a checkpoint tells of this entry, and it is gone\nwijk: good/);
	});

	it('says in one line which checkpoint is none of ours', async () => {
		const place = await freshPlace();
		const data = place.databaseUrl ? folder() : place.dataFolder;
		const { status, stderr } = command(place, data, 'verify', '--checkpoint', join(ROOT, 'README.md'));
		assert.equal(status, 1);
		assert.match(stderr, /README\.md is no checkpoint that this installation signed\.\n$/);
	});
});
