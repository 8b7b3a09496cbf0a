import { execFile } from 'node:child_process';
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { holdingsOf } from '#keeping/holdings.server.ts';
import { differences } from '#keeping/manifest.ts';
import { KeepingProblem } from '#keeping/problem.ts';
import { readBackup } from '#keeping/reading.server.ts';
import { inSnapshot } from '#keeping/snapshot.server.ts';
import { type DatabasePlace, type Engine, openDatabase, tx } from '#platform/database/database.server.ts';
import { migrate } from '#platform/database/migrate.server.ts';
import { readSettings } from '#platform/settings.ts';
import { loadContent, openHouse } from '../../src/house.server.ts';

/**
 * The restore drill, on both engines: fill, back up under a writer, encrypt, verify, restore, compare, open; then bits are
 * flipped. PROOF_SABOTAGE=flip changes one bit of what was restored, which must be seen.
 */

const ROOT = join(import.meta.dirname, '../..');
const FLIPS = 200;
/** Texts beside the content, so that a backup takes long enough to be written through; in rows of 2 kB. */
const BALLAST = 12_000;
/** In milliseconds, for all but one in a hundred. */
const SLOWEST_WRITE = 250;
const UPLOAD = 5_000_000;

const scratch = mkdtempSync(join(tmpdir(), 'terugzetten-'));
const databases: string[] = [];
const run = promisify(execFile);
let allGood = true;

function say(good: boolean, what: string): void {
	console.log(`${good ? 'good' : 'bad'} ${what}`);
	if (!good) allGood = false;
}

try {
	for (const engine of ['sqlite', 'postgres'] as const) await prove(engine);
} catch (error) {
	say(false, `the drill stopped: ${error instanceof Error ? error.stack : error}`);
} finally {
	for (const name of databases) await ask(`drop database if exists ${name} with (force)`);
	rmSync(scratch, { recursive: true });
}
process.exit(allGood ? 0 : 1);

async function prove(engine: Engine): Promise<void> {
	const identity = await generateX25519Identity();
	const identityFile = join(scratch, `identity-${engine}.txt`);
	writeFileSync(identityFile, `# for the drill\n${identity}\n`);
	const recipient = await identityToRecipient(identity);

	const place = await freshPlace(engine);
	await fill(place);
	const bare = await backUp(place, []);
	const sealed = await backUp(place, ['--recipient', recipient]);
	say(
		true,
		`${engine}: the content is ${kilobytes(bare.path)} as a backup, made in ${bare.took} ms; encrypted ${kilobytes(sealed.path)} in ${sealed.took} ms`,
	);
	for (const [kind, { path }] of Object.entries({ bare, encrypted: sealed })) {
		const missed = await missedFlips(path, identity);
		say(
			missed.length === 0,
			`${engine}: ${FLIPS - missed.length} of ${FLIPS} flipped bits noticed in the ${kind} backup${missed.map((bit) => `, not ${bit}`)}`,
		);
	}

	await addBallast(place);
	const busy = await backUpUnderWriter(place, recipient);
	say(busy.writes.length >= 50, `${engine}: ${busy.writes.length} writes during a backup of ${busy.took} ms`);
	say(
		busy.refused.length === 0,
		`${engine}: ${busy.refused.length} writes refused${busy.refused.slice(0, 1).map((error) => `: ${error}`)}`,
	);
	const p99 = percentile(busy.writes, 0.99);
	say(
		p99 < SLOWEST_WRITE,
		`${engine}: p99 of those writes is ${p99.toFixed(1)} ms, the slowest ${percentile(busy.writes, 1).toFixed(1)} ms`,
	);

	const read = await timed(() => readBackup(busy.path, [identity]));
	say(true, `${engine}: verified ${kilobytes(busy.path)} in ${read.took} ms`);
	const others = engine === 'sqlite' ? (['sqlite', 'postgres'] as const) : (['postgres', 'sqlite'] as const);
	for (const other of others) {
		const target = await freshPlace(other);
		const { took } = await timed(() => command(target, 'restore', busy.path, '--identity', identityFile));
		if (process.env.PROOF_SABOTAGE === 'flip') await flipOneBit(target);
		await compare(`${engine} to ${other}, restored in ${took} ms`, target, read.result.manifest);
	}
}

async function compare(how: string, target: DatabasePlace, manifest: Awaited<ReturnType<typeof readBackup>>['manifest']): Promise<void> {
	const db = openDatabase(target);
	const differing = differences(await inSnapshot(db, (view) => holdingsOf(view)), manifest);
	say(differing.length === 0, `${how}: the manifest is the same${differing.map((name) => `, but for ${name}`)}`);
	const limits = await db
		.selectFrom('limits')
		.select((e) => e.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	const texts = await db
		.selectFrom('release_texts')
		.where('hash', 'like', 'writer-%')
		.select((e) => e.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	say(limits.n === texts.n, `${how}: ${limits.n} pairs that were written together came back together`);
	await db.destroy();
	const upload = createHash('sha256').update(readFileSync(join(target.dataFolder, 'files/ab/upload')));
	say(upload.digest('hex') === manifest.files[0]?.sha256, `${how}: the uploaded file is the same`);
	const env = { WIJKSPOOR_DATA: target.dataFolder, DATABASE_URL: target.databaseUrl ?? undefined };
	const house = await openHouse(readSettings(env, ROOT), () => {});
	const junctions = house.publication.current.junctions.length;
	const found = await house.db
		.selectFrom('search_records')
		.select((e) => e.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	say(junctions > 90 && found.n > junctions, `${how}: it opens, with ${junctions} junctions and ${found.n} things to find`);
	await house.close();
}

async function fill(place: DatabasePlace): Promise<void> {
	const db = openDatabase(place);
	await migrate(db);
	await loadContent(db, join(ROOT, 'content'));
	await db.destroy();
}

async function addBallast(place: DatabasePlace): Promise<void> {
	mkdirSync(join(place.dataFolder, 'files/ab'), { recursive: true });
	writeFileSync(join(place.dataFolder, 'files/ab/upload'), randomBytes(UPLOAD));
	const db = openDatabase(place);
	await tx(db, async (tx) => {
		for (let from = 0; from < BALLAST; from += 500) {
			const texts = Array.from({ length: 500 }, (_, n) => ({ hash: `ballast-${from + n}`, text: randomBytes(1500).toString('base64') }));
			await tx.insertInto('release_texts').values(texts).execute();
		}
	});
	await db.destroy();
}

/** Writes all the time, two rows in two tables at once, while the program itself makes the backup. */
async function backUpUnderWriter(place: DatabasePlace, recipient: string) {
	const db = openDatabase(place);
	const writes: number[] = [];
	const refused: unknown[] = [];
	let stopped = false;
	const writing = (async () => {
		for (let n = 0; !stopped; n++) {
			const begun = performance.now();
			await tx(db, async (tx) => {
				await tx
					.insertInto('limits')
					.values({ key: `writer-${n}`, spent: n, until: '2040' })
					.execute();
				await tx
					.insertInto('release_texts')
					.values({ hash: `writer-${n}`, text: 'x'.repeat(500) })
					.execute();
			}).then(
				() => writes.push(performance.now() - begun),
				(error) => refused.push(error),
			);
			await pause(2);
		}
	})();
	await pause(100);
	const before = writes.length;
	const made = await backUp(place, ['--recipient', recipient]);
	stopped = true;
	await writing;
	await db.destroy();
	return { ...made, writes: writes.slice(before), refused };
}

async function backUp(place: DatabasePlace, options: string[]): Promise<{ path: string; took: number }> {
	const folder = mkdtempSync(join(scratch, 'backup-'));
	const { took } = await timed(() => command(place, 'backup', folder, ...options));
	return { path: join(folder, readdirSync(folder)[0] ?? ''), took };
}

async function missedFlips(path: string, identity: string): Promise<number[]> {
	const bytes = readFileSync(path);
	const flipped = `${path}.flipped`;
	const missed: number[] = [];
	for (let n = 0; n < FLIPS; n++) {
		// Every fourth falls in the first or last two thousand bytes, where headers and the manifest are.
		const bits = bytes.length * 8;
		const bit = n % 4 > 0 ? randomInt(bits) : (bits + randomInt(-16_000, 16_000)) % bits;
		bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
		writeFileSync(flipped, bytes);
		bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
		const noticed = await readBackup(flipped, [identity]).then(
			() => false,
			(error) => error instanceof KeepingProblem,
		);
		if (!noticed) missed.push(bit);
	}
	rmSync(flipped);
	return missed;
}

async function flipOneBit(place: DatabasePlace): Promise<void> {
	const db = openDatabase(place);
	const row = await db.selectFrom('release_texts').where('hash', '=', 'ballast-0').selectAll().executeTakeFirstOrThrow();
	const bytes = Buffer.from(row.text);
	bytes[100] = (bytes[100] ?? 0) ^ 1;
	await db.updateTable('release_texts').set({ text: bytes.toString() }).where('hash', '=', row.hash).execute();
	await db.destroy();
}

function command({ databaseUrl, dataFolder }: DatabasePlace, ...words: string[]) {
	const env = { PATH: process.env.PATH, WIJKSPOOR_DATA: dataFolder, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) };
	return run(process.execPath, [join(ROOT, 'src/command.ts'), ...words], { env });
}

async function freshPlace(engine: Engine): Promise<DatabasePlace> {
	const dataFolder = mkdtempSync(join(scratch, 'data-'));
	if (engine === 'sqlite') return { databaseUrl: null, dataFolder };
	const name = `proof_${randomBytes(8).toString('hex')}`;
	await ask(`create database ${name} encoding 'UTF8' locale 'C.UTF-8' template template0`);
	databases.push(name);
	const url = new URL(address());
	url.pathname = `/${name}`;
	return { databaseUrl: url.href, dataFolder };
}

function address(): string {
	const address = process.env.WIJKSPOOR_TEST_POSTGRES;
	if (!address) throw new Error('WIJKSPOOR_TEST_POSTGRES must name a PostgreSQL server.');
	return address;
}

async function ask(sql: string): Promise<void> {
	const client = new pg.Client({ connectionString: address() });
	await client.connect();
	await client.query(sql);
	await client.end();
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; took: number }> {
	const begun = performance.now();
	const result = await work();
	return { result, took: Math.round(performance.now() - begun) };
}

function percentile(values: number[], part: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.POSITIVE_INFINITY;
}

function kilobytes(path: string): string {
	return `${Math.round(statSync(path).size / 1000)} kB`;
}
