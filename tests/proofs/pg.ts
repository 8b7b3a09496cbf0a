import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { openDatabase } from '#platform/database/database.server.ts';
import { verifyChain } from '#platform/journal/verifying.server.ts';
import { RESIDENTS, theNeighbourhood } from '../village/neighbourhood.ts';
import { keys } from '../village/people.ts';
import { serveHouse } from '../village/served.ts';
import { ask } from './asking.ts';
import { conclude, type Finding, holds } from './finding.ts';
import { type Said, textsIn, type Writer, writerAt } from './noting-over-http.ts';
import { type OwnPostgres, ownPostgres } from './own-postgres.ts';

/**
 * PostgreSQL is killed twenty times, all of it at once, while people write: nothing acknowledged is lost, meanwhile they are told to come
 * back, the guide goes on being read, and the same program answers again within five seconds. `--kills N` (20). PROOF_SABOTAGE=pg has
 * PostgreSQL acknowledge before it wrote anything down.
 */

const given = process.argv.indexOf('--kills');
const KILLS = given === -1 ? 20 : Number(process.argv[given + 1]);
const LONGEST_LIFE = 600;
const DOWN_FOR = 300;
const AGAIN_WITHIN = 5_000;
const TOLD_WITHIN = 1_000;
const ACKNOWLEDGES_EARLY = { synchronous_commit: 'off', wal_writer_delay: '10s', wal_writer_flush_after: '1GB' };
const WHO_WRITE = RESIDENTS.filter((who) => ['leader', 'core', 'member', 'subproject member'].includes(who));

async function prove(): Promise<Finding[]> {
	const postgres = await ownPostgres(process.env.PROOF_SABOTAGE === 'pg' ? ACKNOWLEDGES_EARLY : {});
	try {
		await start(postgres);
		const house = await serveHouse((db) => theNeighbourhood(db), { DATABASE_URL: postgres.url });
		try {
			const { address, village, db, pid } = house;
			const { people, project } = village;
			// Two by each, as when somebody has two windows open.
			const writers = WHO_WRITE.flatMap((who) => [1, 2].map((n) => writerAt(address, people[who].token, project, `${who} ${n}`)));
			const downtimes: Said[] = [];
			const reading: number[] = [];
			const backAfter: number[] = [];
			const writing = { goesOn: true, said: [] as Said[] };
			const all = Promise.all(writers.map((writer) => writeOn(writer, writing)));
			for (let n = 0; n < KILLS; n++) {
				await db.deleteFrom('limits').execute();
				await pause(Math.random() * LONGEST_LIFE);
				await postgres.kill();
				const page = await timed(() => ask(address, `/projecten/${project}`, { token: people.reader.token }));
				downtimes.push({ ...page.result, retryAfter: page.result.headers['retry-after'], took: page.took });
				reading.push((await ask(address, '/')).status, (await ask(address, '/fasen')).status);
				await pause(DOWN_FOR);
				postgres.start();
				backAfter.push((await timed(() => until200(address, `/projecten/${project}`, people.reader.token))).took);
			}
			writing.goesOn = false;
			await all;
			const kept = writers.flatMap((writer) => writer.kept);
			const there = await textsIn(db);
			const lost = kept.filter((text) => !there.has(text)).length;
			const refused = writing.said.filter(({ status }) => status !== 303);
			const wrong = refused.filter(({ status, retryAfter }) => status !== 503 || retryAfter === undefined);
			const chain = await verifyChain(db, keys, project);
			const health = await ask(address, '/gezond');
			const slowest = Math.max(...backAfter);
			return [
				holds(kept.length > KILLS, `${kept.length} notes were acknowledged during ${KILLS} kills`),
				holds(lost === 0, `${lost} of them were lost`),
				holds(chain.ok, 'the journal holds'),
				holds(
					refused.length > 0 && wrong.length === 0,
					`${refused.length} notes refused, ${wrong.length} of them otherwise than by 503 with Retry-After${wrong.slice(0, 3).map(({ status }) => `, ${status}`)}`,
				),
				holds(
					downtimes.every(({ status, retryAfter }) => status === 503 && retryAfter !== undefined),
					`a page of a project meanwhile: ${[...new Set(downtimes.map(({ status }) => status))].join(', ')}, within ${Math.round(Math.max(...downtimes.map(({ took }) => took)))} ms`,
				),
				holds(Math.max(...downtimes.map(({ took }) => took)) < TOLD_WITHIN, `who asks then is told within ${TOLD_WITHIN} ms`),
				holds(
					reading.every((status) => status === 200),
					`the guide meanwhile: ${[...new Set(reading)].join(', ')}`,
				),
				holds(
					slowest < AGAIN_WITHIN,
					`answers again after ${Math.round(backAfter.toSorted((a, b) => a - b)[Math.floor(KILLS / 2)] ?? 0)} ms, at most ${Math.round(slowest)} ms`,
				),
				holds(health.status === 200 && process.kill(pid, 0), 'the same process is well'),
			];
		} finally {
			await house.stop();
		}
	} finally {
		await postgres.remove();
	}
}

async function start(postgres: OwnPostgres): Promise<void> {
	postgres.start();
	const db = openDatabase({ databaseUrl: postgres.url, dataFolder: '' });
	for (let waited = 0; waited < 200; waited++) {
		const isThere = await sql`select 1`.execute(db).then(
			() => true,
			() => false,
		);
		if (isThere) break;
		await pause(50);
	}
	await db.destroy();
}

async function writeOn(writer: Writer, writing: { goesOn: boolean; said: Said[] }): Promise<void> {
	while (writing.goesOn) {
		const said = await writer.write();
		writing.said.push(said);
		if (said.status !== 303) await pause(50);
	}
}

async function until200(at: string, path: string, token: string): Promise<void> {
	for (let status = 0; status !== 200; ) {
		status = (await ask(at, path, { token })).status;
		if (status !== 200) await pause(20);
	}
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; took: number }> {
	const from = performance.now();
	const result = await work();
	return { result, took: performance.now() - from };
}

await conclude(prove);
