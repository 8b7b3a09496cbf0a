import { join } from 'node:path';
import type { Database, DatabasePlace } from '#platform/database/database.server.ts';
import { loadContent } from '../../src/house.server.ts';
import { withDatabase } from '../bench/databases.ts';
import { theNeighbourhood } from '../village/neighbourhood.ts';
import { serveHouse } from '../village/served.ts';
import { ask } from './asking.ts';
import { conclude, type Finding, holds } from './finding.ts';
import { fillInAnything } from './fuzz-forms.ts';
import { askAnything, mostMemoryOf } from './fuzz-http.ts';
import { sendAnything } from './fuzz-raw.ts';
import { doAnything } from './fuzz-verbs.ts';
import { preloading } from './preloading.ts';

/**
 * Whatever is sent, nothing breaks: forms and verbs in this process, every declared address over HTTP by everybody, and bytes that are no
 * HTTP at all; on both engines. `--n N` (10000) generated inputs in process and over HTTP for each engine, and a fifth of it in bytes.
 * `--seed N` repeats a run. PROOF_SABOTAGE=fuzz has the program fall over long words.
 */

const argument = (name: string, otherwise: number): number => {
	const given = process.argv.indexOf(name);
	return given === -1 ? otherwise : Number(process.argv[given + 1]);
};
const N = argument('--n', 10_000);
const SEED = argument('--seed', Date.now() % 1_000_000);
const MOST_MEMORY = 512;

const STUMBLING = `const { normalize } = String.prototype;
String.prototype.normalize = function (form) {
	if (/^\\S{5000,}$/.test(this)) throw new RangeError('too long a word');
	return normalize.call(this, form);
};`;

async function prove(): Promise<Finding[]> {
	const isBroken = process.env.PROOF_SABOTAGE === 'fuzz';
	if (isBroken) await import(`data:text/javascript,${encodeURIComponent(STUMBLING)}`);
	const settings: Record<string, string> = isBroken ? preloading(STUMBLING) : {};
	const findings: Finding[] = [holds(true, `seed ${SEED}`)];
	for (const engine of ['sqlite', 'postgres'] as const) {
		const from = performance.now();
		const found = [...(await withDatabase(engine, inProcess)), ...(await withDatabase(engine, (_, place) => overTheWire(place, settings)))];
		found.push(holds(true, `it took ${Math.round((performance.now() - from) / 1000)} s`));
		findings.push(...found.map(({ good, what }) => holds(good, `${engine}: ${what}`)));
	}
	return findings;
}

async function inProcess(db: Database): Promise<Finding[]> {
	await loadContent(db, join(import.meta.dirname, '../../content'));
	const village = await theNeighbourhood(db);
	return [...(await fillInAnything(N / 2, SEED)), ...(await doAnything(db, village, N / 2, SEED))];
}

async function overTheWire({ databaseUrl }: DatabasePlace, settings: Record<string, string>): Promise<Finding[]> {
	const house = await serveHouse((db) => theNeighbourhood(db), {
		...settings,
		...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
	});
	try {
		const asked = await askAnything(house, N, SEED);
		const sent = await sendAnything(house.address, N / 5, SEED);
		const health = await ask(house.address, '/gezond');
		const memory = mostMemoryOf(house.pid);
		return [
			...asked,
			...sent,
			holds(health.status === 200, `afterwards the same program is well: ${health.text.trim()}`),
			holds(memory < MOST_MEMORY, `it never took more than ${Math.round(memory)} MB`),
		];
	} finally {
		await house.stop();
	}
}

await conclude(prove);
