import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '#platform/database/database.server.ts';
import { migrate } from '#platform/database/migrate.server.ts';
import { theNeighbourhood } from '../village/neighbourhood.ts';
import { conclude, type Finding, holds } from './finding.ts';
import { CALLS, Disk, type DiskEvent, eventsIn, HALF_KEPT, type Luck, NOTHING_KEPT, TORN } from './powercut-disk.ts';

/**
 * Nothing acknowledged is lost when the power goes: what sixteen writers asked of the disk is written down by `strace`, and done again
 * up to each of many moments (`--points N`, 600), on a disk that forgot everything that was not synced, half of it, or parts of it.
 * PROOF_SABOTAGE=normal has SQLite sync less often. Of PostgreSQL this is for PostgreSQL to prove; ours is that we wait for its answer.
 */

const given = process.argv.indexOf('--points');
const POINTS = given === -1 ? 600 : Number(process.argv[given + 1]);
const NOTES_EACH = 20;
const LUCKS: Record<string, Luck> = {
	'all that was not synced gone': NOTHING_KEPT,
	'half of it gone': HALF_KEPT,
	'parts of it gone': TORN,
};

async function prove(): Promise<Finding[]> {
	const dataFolder = realpathSync(mkdtempSync(join(tmpdir(), 'stroom-')));
	// Thousands of databases are made here and thrown away; where they stand does not matter.
	const scratch = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'stroom-'));
	try {
		const db = openDatabase({ databaseUrl: null, dataFolder });
		await migrate(db);
		const { people, project } = await theNeighbourhood(db);
		await db.destroy();
		const file = join(dataFolder, 'wijkspoor.db');
		const disk = new Disk(new Map([[file, readFileSync(file)]]));
		return cutAtMany(disk, await written(dataFolder, people.member.token, project), file, scratch);
	} finally {
		rmSync(dataFolder, { recursive: true });
		rmSync(scratch, { recursive: true });
	}
}

/** What the writers asked of the disk. Everything happens on the main thread, so one thread is followed and the order is certain. */
async function written(dataFolder: string, token: string, project: string): Promise<DiskEvent[]> {
	try {
		execFileSync('strace', ['-V'], { stdio: 'ignore' });
	} catch {
		throw new Error('This needs strace. Install the package strace and try again.');
	}
	const trace = join(dataFolder, 'trace');
	const writer = [join(import.meta.dirname, 'crash-writer.ts'), dataFolder, token, project, String(NOTES_EACH)];
	const options = ['-y', '-xx', '-s', '1000000', '-e', `trace=${CALLS}`, '-o', trace];
	const child = spawn('strace', [...options, process.execPath, ...writer], { stdio: ['ignore', 'ignore', 'inherit'] });
	const [code] = await once(child, 'exit');
	if (code !== 0) throw new Error(`The writer ended with ${code}.`);
	return eventsIn(readFileSync(trace, 'latin1'));
}

interface Outcome {
	cuts: number;
	/** Cuts after which something acknowledged was not there, and how much that was in all. */
	losing: number;
	lost: number;
	corrupt: string[];
}

function cutAtMany(disk: Disk, events: DiskEvent[], file: string, scratch: string): Finding[] {
	const outcomes = new Map<string, Outcome>(Object.keys(LUCKS).map((name) => [name, { cuts: 0, losing: 0, lost: 0, corrupt: [] }]));
	const acknowledged: string[] = [];
	const syncs = events.filter((event) => event.kind === 'sync' && event.file === `${file}-wal`).length;
	const checkpoints = events.filter((event) => event.kind === 'sync' && event.file === file).length;
	let cuts = 0;
	for (const [index, event] of events.entries()) {
		disk.happens(event);
		if (event.kind === 'said') acknowledged.push(...[...event.text.matchAll(/^kept (.+)$/gm)].map(([, text = '']) => text));
		// Spread evenly over all that happened.
		if ((index + 1) * POINTS < (cuts + 1) * events.length) continue;
		cuts++;
		for (const [name, luck] of Object.entries(LUCKS)) {
			const outcome = outcomes.get(name) as Outcome;
			outcome.cuts++;
			try {
				const there = notesIn(disk.afterCut(luck), scratch);
				const lost = acknowledged.filter((text) => !there.has(text)).length;
				outcome.lost += lost;
				if (lost > 0) outcome.losing++;
			} catch (error) {
				outcome.corrupt.push(`at ${index}: ${error instanceof Error ? error.message : error}`);
			}
		}
	}
	return [
		holds(
			acknowledged.length === 16 * NOTES_EACH && (syncs > NOTES_EACH || process.env.PROOF_SABOTAGE === 'normal'),
			`${acknowledged.length} notes acknowledged in ${events.length} events, ${syncs} times the log was synced, ${checkpoints} times the file`,
		),
		...[...outcomes].flatMap(([name, { cuts: done, losing, lost, corrupt }]) => [
			holds(done >= Math.min(POINTS, events.length) && losing === 0, `${name}, ${done} cuts: ${losing} lost something, ${lost} in all`),
			holds(corrupt.length === 0, `${name}: ${corrupt.length} corrupt${corrupt.slice(0, 3).map((what) => `, ${what}`)}`),
		]),
	];
}

/** The notes of a database as it came back. */
function notesIn(files: Map<string, Buffer>, scratch: string): Set<string> {
	const names = [...files.keys()].filter((path) => /wijkspoor\.db(-wal)?$/.test(path));
	for (const leftover of ['wijkspoor.db', 'wijkspoor.db-wal', 'wijkspoor.db-shm']) rmSync(join(scratch, leftover), { force: true });
	for (const path of names) writeFileSync(join(scratch, basename(path)), files.get(path) ?? '');
	const db = new DatabaseSync(join(scratch, 'wijkspoor.db'));
	try {
		const verdict = Object.values(db.prepare('pragma integrity_check').get() ?? {})[0];
		if (verdict !== 'ok') throw new Error(String(verdict));
		return new Set(
			db
				.prepare('select text from notes')
				.all()
				.map(({ text }) => String(text)),
		);
	} finally {
		db.close();
	}
}

await conclude(prove);
