import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { openDatabase } from '#platform/database/database.server.ts';
import { schemaVersion } from '#platform/database/migrate.server.ts';
import { onBothEngines } from './village/engines.ts';
import { editionWith, junctionFile, junctionOf } from './village/method.ts';
import { addressFrom } from './village/said.ts';

const ROOT = join(import.meta.dirname, '..');
const scratch: string[] = [];
const folder = () => {
	const made = mkdtempSync(join(tmpdir(), 'deur-'));
	scratch.push(made);
	return made;
};
const started: ChildProcess[] = [];
after(() => {
	// A test that fails halfway leaves its server behind, which would keep this file from ending.
	for (const child of started) child.kill('SIGKILL');
	for (const made of scratch) rmSync(made, { recursive: true, force: true });
});

const environment = (more: Record<string, string>) => ({ PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', PORT: '0', ...more });

/** Starts the program as the door does, once everything is installed, and waits for its address. */
async function start(env: Record<string, string>): Promise<{ process: ChildProcess; address: string }> {
	const child = spawn(process.execPath, ['src/server.ts'], { cwd: ROOT, env: environment(env) });
	started.push(child);
	const lines: string[] = [];
	return new Promise((resolve, reject) => {
		addressFrom(child.stdout).then(({ address }) => resolve({ process: child, address }), reject);
		child.stderr.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
		child.on('exit', (code) => reject(new Error(`ended with ${code}: ${lines.join('\n')}`)));
	});
}

const stop = (child: ChildProcess, signal: NodeJS.Signals) =>
	new Promise<number | null>((resolve) => {
		child.removeAllListeners('exit');
		child.on('exit', resolve);
		child.kill(signal);
	});

/** Starts the program where it cannot; gives what it says and how it ends. */
const refused = (env: Record<string, string>) => {
	const { status, stderr, stdout } = spawnSync(process.execPath, ['src/server.ts'], { cwd: ROOT, env: environment(env), encoding: 'utf8' });
	return { status, stdout, lines: stderr.trim().split('\n') };
};

const command = (...words: string[]) => {
	const { status, stdout, stderr } = spawnSync(process.execPath, ['src/command.ts', ...words], {
		cwd: ROOT,
		env: environment({ WIJKSPOOR_DATA: folder() }),
		encoding: 'utf8',
	});
	return { status, stdout, stderr };
};

onBothEngines('starting', (_, engine, freshPlace) => {
	const envFor = async (): Promise<Record<string, string>> => {
		const { databaseUrl, dataFolder } = await freshPlace();
		return databaseUrl === null ? { WIJKSPOOR_DATA: dataFolder } : { DATABASE_URL: databaseUrl, WIJKSPOOR_DATA: folder() };
	};

	it('prints the address as its last line, serves, tells how it is, and ends cleanly on SIGTERM and Ctrl-C', async () => {
		const env = await envFor();
		for (const signal of ['SIGTERM', 'SIGINT'] as const) {
			const { process: child, address } = await start(env);
			const health = await fetch(`${address}/gezond`);
			assert.deepEqual(
				[health.status, await health.json()],
				[200, { status: 'gezond', version: '0.1.0', schema: schemaVersion(), engine }],
			);
			assert.match(await (await fetch(address)).text(), /Met de hele wijk van het aardgas af/);
			assert.equal(await stop(child, signal), 0);
		}
	});

	if (engine === 'postgres') {
		it('says that it cannot serve while its database is away, and goes on showing what it knows', async () => {
			const env = await envFor();
			const { process: child, address } = await start(env);
			const name = new URL(env.DATABASE_URL ?? '').pathname.slice(1);
			const admin = new pg.Client({ connectionString: process.env.WIJKSPOOR_TEST_POSTGRES ?? '' });
			await admin.connect();
			await admin.query(`alter database ${name} with allow_connections false`);
			await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
			const away = await fetch(`${address}/gezond`);
			assert.deepEqual([away.status, away.headers.get('retry-after')], [503, '5']);
			assert.equal((await fetch(`${address}/fasen`)).status, 200);
			await admin.query(`alter database ${name} with allow_connections true`);
			assert.equal((await fetch(`${address}/gezond`)).status, 200);
			await admin.end();
			assert.equal(await stop(child, 'SIGTERM'), 0);
		});
	}

	it('refuses a database that a newer program made, and changes nothing', async () => {
		const place = await freshPlace();
		const env: Record<string, string> =
			place.databaseUrl === null ? { WIJKSPOOR_DATA: place.dataFolder } : { DATABASE_URL: place.databaseUrl, WIJKSPOOR_DATA: folder() };
		const { process: child } = await start(env);
		await stop(child, 'SIGTERM');
		const db = openDatabase(place);
		await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2040-01-01')`.execute(db);
		await db.destroy();
		const { status, lines } = refused(env);
		assert.equal(status, 1);
		assert.deepEqual(lines, [
			`The database is newer (9999-later) than this program (${schemaVersion()}). Install the newer version; nothing was changed.`,
		]);
	});
});

/** Writes a small method as a folder of files. */
function contentFolder(files: Iterable<[string, string]>): string {
	const made = folder();
	for (const [path, text] of files) {
		mkdirSync(dirname(join(made, path)), { recursive: true });
		writeFileSync(join(made, path), text);
	}
	return made;
}

describe('content that an operator loads', () => {
	const first = editionWith('1', {
		praten: junctionFile(junctionOf('praten', '1.01')),
		bakken: junctionFile(junctionOf('bakken', '1.02')),
	});
	const second = editionWith(
		'2',
		{
			bellen: junctionFile(junctionOf('bellen', '1.01', { 'split-from': ['praten'] })),
			bezoeken: junctionFile(junctionOf('bezoeken', '1.02', { 'split-from': ['praten'] })),
		},
		'1',
	).map(([path, text]): [string, string] =>
		path.endsWith('edition.yaml')
			? [path, `${text}retired:\n  - { id: bakken, reason: { nl: Dat doet de bakker zelf. } }\n`]
			: [path, text],
	);

	it('is seen by readers of a running server, and stays after a restart', async () => {
		const data = folder();
		const { process: child, address } = await start({ WIJKSPOOR_DATA: data });
		assert.equal((await fetch(`${address}/knooppunten/knooppunt-bellen`)).status, 404);
		const load = spawnSync(process.execPath, ['src/command.ts', 'content', 'load', contentFolder([...first, ...second])], {
			cwd: ROOT,
			env: environment({ WIJKSPOOR_DATA: data }),
			encoding: 'utf8',
		});
		assert.deepEqual([load.status, load.stdout, load.stderr], [0, 'Readers now see release 2.\n', '']);
		// The server looks every 400 ms; a busy machine may take longer, and only whether it happens is asked here.
		const deadline = Date.now() + 20_000;
		const isSeen = async () => (await fetch(`${address}/knooppunten/knooppunt-bellen`)).status === 200;
		while (!(await isSeen()) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 100));
		assert.ok(await isSeen());
		assert.ok(!(await (await fetch(address)).text()).includes('De juiste partijen aan tafel'));

		const gone = await fetch(`${address}/knooppunten/knooppunt-bakken`);
		assert.equal(gone.status, 410);
		assert.match(await gone.text(), /Dit knooppunt is vervallen[\s\S]*Dat doet de bakker zelf\./);
		assert.match(
			await (await fetch(`${address}/knooppunten/knooppunt-praten`)).text(),
			/Dit knooppunt is gesplitst[\s\S]*Knooppunt bellen[\s\S]*Knooppunt bezoeken/,
		);
		await stop(child, 'SIGTERM');

		const again = await start({ WIJKSPOOR_DATA: data });
		assert.equal((await fetch(`${again.address}/knooppunten/knooppunt-bellen`)).status, 200);
		await stop(again.process, 'SIGTERM');
	});
});

describe('a theme', () => {
	it('changes what readers see, from a file at start', async () => {
		const { process: child, address } = await start({ WIJKSPOOR_DATA: folder(), WIJKSPOOR_THEME: 'themes/voorbeeld.css' });
		const html = await (await fetch(address)).text();
		const href = /href="(\/huisstijl\.css[^"]*)"/.exec(html)?.[1] ?? '';
		const sheet = await fetch(address + href);
		assert.deepEqual([sheet.status, sheet.headers.get('content-type')], [200, 'text/css; charset=utf-8']);
		assert.match(await sheet.text(), /--basis-color-default-bg-document/);
		await stop(child, 'SIGTERM');
	});
});

describe('a start that cannot be', () => {
	it('says that the port is taken', async () => {
		const other = createServer();
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		const PORT = String((other.address() as AddressInfo).port);
		const data = folder();
		const { status, lines } = refused({ PORT, WIJKSPOOR_DATA: data });
		other.close();
		assert.deepEqual([status, lines], [1, [`Port ${PORT} is taken. Stop what uses it, or set PORT to another.`]]);
	});

	it('says that the data folder cannot be written', () => {
		const file = join(folder(), 'bestand');
		writeFileSync(file, 'geen map');
		const { status, lines } = refused({ WIJKSPOOR_DATA: join(file, 'data') });
		assert.equal(status, 1);
		assert.match(lines.join('\n'), /^The data folder .* cannot be written\. Set WIJKSPOOR_DATA to one that can\.$/);
	});

	it('says that nobody answers at the address of the database', () => {
		const { status, lines } = refused({ DATABASE_URL: 'postgres://niemand@127.0.0.1:1/niets' });
		assert.equal(status, 1);
		assert.match(lines.join('\n'), /^The database of DATABASE_URL does not let us in: .*ECONNREFUSED.*$/);
	});

	it('says which setting is wrong', () => {
		assert.deepEqual(refused({ PORT: 'drie' }).lines, ['PORT must be a whole number from 0 to 65535, not "drie".']);
	});
});

describe('the command line', () => {
	it('lists its verbs', () => {
		const { status, stdout } = command('--help');
		assert.equal(status, 0);
		for (const verb of ['content', 'read-page', 'theme']) assert.match(stdout, new RegExp(`^ +${verb}`, 'm'));
	});

	it('tells what is missing per junction as JSON', () => {
		const { status, stdout } = command('content', 'status', '--json');
		const told: { junctions: number; missing: unknown[] } = JSON.parse(stdout);
		assert.deepEqual([status, told.junctions, Array.isArray(told.missing)], [0, 96, true]);
	});

	it('names file and line of content that does not hold, and ends with 1', () => {
		const broken = join(folder(), 'content');
		cpSync(join(ROOT, 'content'), broken, { recursive: true });
		const file = join(broken, 'editions/2/junctions/1.01-juiste-partijen.md');
		writeFileSync(file, '---\nid: juiste-partijen\n---\n');
		const { status, stderr } = command('content', 'load', broken);
		assert.equal(status, 1);
		assert.match(stderr, /editions\/2\/junctions\/1\.01-juiste-partijen\.md:2: number: expected/);
	});

	it('reads pages of an existing guide, and the others when one is no such page', () => {
		const good = join(folder(), 'goed.txt');
		writeFileSync(good, 'Inloggen\n1. Samen starten\n\nEen titel\n\nDraagt bij aan spoor:\nA B\nDoel\n\nKlaar zijn.\n\nAanpak\n\nBegin.\n');
		const bad = join(folder(), 'slecht.txt');
		writeFileSync(bad, 'Beste lezer,');
		const { status, stdout, stderr } = command('read-page', '--json', bad, good, join(folder(), 'weg.txt'));
		const drafts: { file: string; title: string }[] = JSON.parse(stdout);
		assert.equal(status, 1);
		assert.deepEqual(
			drafts.map(({ file, title }) => [file, title]),
			[[good, 'Een titel']],
		);
		assert.match(stderr, /slecht\.txt/);
		assert.match(stderr, /weg\.txt/);
	});

	it('names what is wrong with a theme', () => {
		const theme = join(folder(), 'thema.css');
		writeFileSync(theme, ':root { --basis-color-default-bg-document: #fff; --basis-color-default-color-document: #eee; }');
		const { status, stdout } = command('theme', 'check', theme);
		assert.equal(status, 1);
		assert.match(stdout, /contrast: .*--basis-color-default-color-document/);
		assert.match(stdout, /missing: .*--basis-/);
	});
});

it('every door can be opened', () => {
	for (const door of ['start', 'test', 'dev', 'check', 'bench', 'wijkspoor']) {
		assert.equal(spawnSync('bash', ['-n', join(ROOT, 'bin', door)]).status, 0, door);
		assert.ok(statSync(join(ROOT, 'bin', door)).mode & 0o100, `${door} can be run`);
	}
});
