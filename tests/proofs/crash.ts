import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { openDatabase } from '#platform/database/database.server.ts';
import { migrate } from '#platform/database/migrate.server.ts';
import { verifyChain } from '#platform/journal/verifying.server.ts';
import { theNeighbourhood } from '../village/neighbourhood.ts';
import { keys } from '../village/people.ts';
import { conclude, type Finding, holds } from './finding.ts';

/**
 * Nothing acknowledged is lost when the program is killed, however often: sixteen writers, killed without warning at a moment
 * nobody chose. `--kills N` (100). PROOF_SABOTAGE=ack acknowledges before it is kept.
 */

const given = process.argv.indexOf('--kills');
const KILLS = given === -1 ? 100 : Number(process.argv[given + 1]);
const LONGEST_LIFE = 300;

async function prove(): Promise<Finding[]> {
	const dataFolder = await mkdtemp(join(tmpdir(), 'val-'));
	try {
		const place = { databaseUrl: null, dataFolder };
		const first = openDatabase(place);
		await migrate(first);
		const { people, project } = await theNeighbourhood(first);
		await first.destroy();

		const kept: string[] = [];
		for (let n = 0; n < KILLS; n++) kept.push(...(await oneLife(dataFolder, people.member.token, project)));

		const db = openDatabase(place);
		const rows = await db.selectFrom('entries').select(['id', 'content as text']).execute();
		const there = new Set(rows.map(({ text }) => text));
		const lost = kept.filter((text) => !there.has(text));
		const chain = await verifyChain(db, keys, project);
		const recorded = await db.selectFrom('journal').select('object').where('action', '=', 'logbook.entered').execute();
		const told = new Set(recorded.map(({ object }) => object));
		const { rows: integrity } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
		await db.destroy();
		return [
			holds(kept.length > KILLS, `${kept.length} notes were acknowledged before ${KILLS} kills`),
			holds(lost.length === 0, `${lost.length} of them were lost`),
			holds(chain.ok, 'the journal holds'),
			holds(
				rows.every(({ id }) => told.has(id)),
				'every note that is there stands in the journal',
			),
			holds(integrity.length === 1 && integrity[0]?.integrity_check === 'ok', 'the database file is whole'),
		];
	} finally {
		await rm(dataFolder, { recursive: true });
	}
}

/** What one writer acknowledged before it was killed. */
async function oneLife(dataFolder: string, token: string, project: string): Promise<string[]> {
	const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-writer.ts'), dataFolder, token, project], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let said = '';
	let wake = () => {};
	const ready = new Promise<void>((resolve) => {
		wake = resolve;
	});
	child.stdout.on('data', (chunk: Buffer) => {
		said += chunk;
		if (said.startsWith('ready\n')) wake();
	});
	child.once('exit', () => wake());
	await ready;
	await pause(Math.random() * LONGEST_LIFE);
	const closed = once(child, 'close');
	child.kill('SIGKILL');
	await closed;
	// A line that was cut off was not heard.
	return said
		.slice(0, said.lastIndexOf('\n'))
		.split('\n')
		.filter((line) => line.startsWith('kept '))
		.map((line) => line.slice(5));
}

await conclude(prove);
