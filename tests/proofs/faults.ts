import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Neighbourhood } from '../village/neighbourhood.ts';
import { theNeighbourhood } from '../village/neighbourhood.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { ask } from './asking.ts';
import { conclude, type Finding, holds } from './finding.ts';
import { type Said, textsIn, type Writer, writerAt } from './noting-over-http.ts';
import { preloading } from './preloading.ts';

/**
 * A disk that fails: it does not sync (EIO), or it is full. Nothing is acknowledged that is not kept, reading goes on, who writes is told
 * what happened in their language, and it all works again afterwards without a restart. Syncing fails by `strace`; the disk is a small
 * one of our own, or `strace` says ENOSPC where none may be mounted. PROOF_SABOTAGE=faults has the program believe every commit.
 */

const TRIES = 12;
const MEGABYTES = 48;
const BLOCK = 65_536;
/** Enough for some notes, in bytes. */
const SOME_ROOM = 200_000;
const AN_HOUR = 3_600_000;

/** A program that does not look whether what it asked of the database was done. */
const BELIEVING = `import { StatementSync } from 'node:sqlite';
const { run } = StatementSync.prototype;
StatementSync.prototype.run = function (...given) {
	try { return run.apply(this, given); } catch { return { changes: 1, lastInsertRowid: 0 }; }
};`;

const WORDS: Record<number, Record<'' | '/en', string>> = {
	503: { '': 'kan nu even niet bij zijn gegevens', '/en': 'cannot reach its data' },
	507: { '': 'De schijf van deze installatie is vol', '/en': 'The disk of this installation is full' },
};

type House = Served<Neighbourhood>;

async function prove(): Promise<Finding[]> {
	try {
		execFileSync('strace', ['-V'], { stdio: 'ignore' });
	} catch {
		return [holds(false, 'this needs strace: install the package strace and try again')];
	}
	return [...(await notSynced()), ...(await full())];
}

async function notSynced(): Promise<Finding[]> {
	const findings: Finding[] = [];
	// Of each note the first sync is of the limit that it spends, the second of the note.
	for (const [how, which] of Object.entries({ 'nothing synced': '1+', 'every other sync fails': '2+2' })) {
		const found = await serving(async (house, writer) => {
			const heal = await injecting(house, 'fsync,fdatasync', `EIO:when=${which}`);
			const during = await triedAndRead(house, writer, [503]);
			const injected = await heal();
			return [holds(injected >= TRIES, `syncing failed ${injected} times`), ...during, ...(await healed(house, writer))];
		});
		findings.push(...found.map(({ good, what }) => holds(good, `${how}: ${what}`)));
	}
	return findings;
}

async function full(): Promise<Finding[]> {
	const small = mkdtempSync(join(tmpdir(), 'klein-'));
	const isMounted = mounted(small);
	const before = process.env.TMPDIR;
	// Where a house of our own puts its data.
	if (isMounted) process.env.TMPDIR = small;
	try {
		return await serving(async (house, writer) => {
			const how = isMounted ? `a full disk of ${MEGABYTES} MB` : 'a disk that says it is full';
			// Room in the log that was once used could be used again.
			await sql`pragma wal_checkpoint(truncate)`.execute(house.db);
			const ballast = join(small, 'ballast');
			const filling: Finding[] = [];
			if (isMounted) {
				fill(ballast, SOME_ROOM);
				filling.push(...(await triedAndRead(house, writer, [303, 507])));
			}
			const heal = isMounted ? fill(ballast) : await injecting(house, 'pwrite64', 'ENOSPC');
			const during = await triedAndRead(house, writer, [507]);
			await heal();
			return [...filling, ...during, ...(await healed(house, writer))].map(({ good, what }) => holds(good, `${how}: ${what}`));
		});
	} finally {
		if (before === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = before;
		if (isMounted) execFileSync('umount', [small]);
		rmSync(small, { recursive: true });
	}
}

async function serving(work: (house: House, writer: Writer) => Promise<Finding[]>): Promise<Finding[]> {
	const isBroken = process.env.PROOF_SABOTAGE === 'faults';
	const house = await serveHouse((db) => theNeighbourhood(db), isBroken ? preloading(BELIEVING) : {});
	try {
		const { address, village, db } = house;
		// So that the next page they read has to note that they were seen.
		const before = new Date(Date.now() - AN_HOUR).toISOString();
		await db.updateTable('sign_ins').set({ seen_at: before }).where('account', '=', village.people.reader.account.id).execute();
		return await work(house, writerAt(address, village.people.leader.token, village.project, 'schijf'));
	} finally {
		await house.stop();
	}
}

async function triedAndRead({ address, village, db, output }: House, writer: Writer, wanted: (303 | 503 | 507)[]): Promise<Finding[]> {
	const { leader, reader } = village.people;
	const said: Record<'' | '/en', Said[]> = { '': [], '/en': [] };
	for (let n = 0; n < TRIES; n++) for (const language of ['', '/en'] as const) said[language].push(await writer.write(language));
	const statuses = [...new Set([...said[''], ...said['/en']].map(({ status }) => status))];
	const isTold = (['', '/en'] as const).every((language) =>
		said[language].every(({ status, text }) => status === 303 || text.includes(WORDS[status]?.[language] ?? 'no other status')),
	);
	const pages = [
		await ask(address, '/'),
		await ask(address, '/zoeken?q=warmte'),
		await ask(address, `/projecten/${village.project}`, { token: leader.token }),
		...(wanted.includes(507) ? [await ask(address, `/projecten/${village.project}`, { token: reader.token })] : []),
	].map(({ status }) => status);
	const there = await textsIn(db);
	return [
		holds(statuses.toSorted().join() === wanted.join(), `${2 * TRIES} notes answered with ${statuses.join(', ')}`),
		holds(isTold, 'what happened is said in Dutch and in English'),
		holds(
			writer.kept.every((text) => there.has(text)),
			`${writer.kept.length} acknowledged meanwhile, ${writer.kept.filter((text) => !there.has(text)).length} of them not there`,
		),
		holds(
			pages.every((status) => status === 200),
			`reading goes on: ${pages.join(', ')}`,
		),
		holds(/^The database is (full|away): /m.test(output()), 'the operator is told'),
	];
}

/** After the disk is well again, without a restart. */
async function healed({ address, db, pid }: House, writer: Writer): Promise<Finding[]> {
	const statuses: number[] = [];
	for (let n = 0; n < 20; n++) statuses.push((await writer.write()).status);
	const there = await textsIn(db);
	const lost = writer.kept.filter((text) => !there.has(text));
	const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
	const health = await ask(address, '/gezond');
	return [
		holds(
			statuses.every((status) => status === 303),
			`afterwards ${statuses.filter((status) => status === 303).length} of 20 notes are taken again`,
		),
		holds(lost.length === 0, `afterwards ${writer.kept.length} acknowledged, ${lost.length} lost`),
		holds(rows.length === 1 && rows[0]?.integrity_check === 'ok', `afterwards the database file is whole`),
		holds(health.status === 200 && isAlive(pid), `afterwards the same process is well`),
	];
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

/** Makes system calls of the server on its database fail, until it is healed; that gives how many did. */
async function injecting({ pid, dataFolder }: House, calls: string, error: string): Promise<() => Promise<number>> {
	const log = join(dataFolder, 'strace');
	const file = join(dataFolder, 'wijkspoor.db');
	const paths = ['-P', file, '-P', `${file}-wal`];
	const child = spawn(
		'strace',
		['-f', '-p', String(pid), ...paths, '-e', `trace=${calls}`, '-e', `inject=${calls}:error=${error}`, '-o', log],
		{
			stdio: ['ignore', 'ignore', 'pipe'],
		},
	);
	const ended = once(child, 'exit');
	let said = '';
	child.stderr.on('data', (chunk: Buffer) => (said += chunk));
	for (let waited = 0; !said.includes('attached') && waited < 100; waited++) await pause(50);
	if (!said.includes('attached') || child.exitCode !== null) throw new Error(`strace may not follow a process here: ${said.trim()}`);
	return async () => {
		child.kill('SIGINT');
		await ended;
		return readFileSync(log, 'latin1').split('(INJECTED)').length - 1;
	};
}

function mounted(folder: string): boolean {
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'tmpfs', folder], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

/** Fills a disk, to its last byte or until so many are left. What it gives makes room again. */
function fill(ballast: string, left = 0): () => Promise<void> {
	const file = openSync(ballast, 'a');
	for (let size = BLOCK; size >= 1; size = Math.floor(size / 2)) {
		try {
			for (;;) if (writeSync(file, Buffer.alloc(size)) < size) break;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
		}
	}
	if (left > 0) ftruncateSync(file, fstatSync(file).size - left);
	closeSync(file);
	return async () => rmSync(ballast);
}

await conclude(prove);
