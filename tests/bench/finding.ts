import { type Database, type Engine, tx } from '#platform/database/database.server.ts';
import type { Findable } from '#search/finding.ts';
import { index } from '#search/indexing.server.ts';
import { search } from '#search/search.server.ts';
import { withDatabase } from './databases.ts';
import { ENGINES } from './engines.ts';
import { manyFindables } from './many-findables.ts';
import { median, quantile, rounded } from './numbers.ts';
import { below, type Part, type Row } from './part.ts';
import { QUESTIONS } from './questions.ts';

const RECORDS = 10_000;
const ROUNDS = 10;
const LIMIT = 15;

/** Finding in ten thousand records, far more than the guide holds: what the projects will bring. */
export async function finding(real: Findable[]): Promise<Part> {
	const findables = manyFindables(real, RECORDS);
	const part: Part = { name: `Finding in ${RECORDS} records`, rows: [], targets: [], notes: [] };
	for (const engine of ['sqlite', 'postgres'] as const) {
		const { filling, times } = await withDatabase(engine, async (db) => ({ filling: await fill(db, findables), times: await askAll(db) }));
		const all = [...times.values()].flat();
		for (const [sort, some] of [...times, ['all', all] as const]) part.rows.push(rowOf(engine, sort, some));
		part.notes.push(`${ENGINES[engine]}: filled in ${rounded(filling / 1000)} s`);
		part.targets.push(below(`finding in ${RECORDS} records on ${ENGINES[engine]}, median`, rounded(median(all)), LIMIT, 'ms'));
	}
	return part;
}

const rowOf = (engine: Engine, sort: string, times: number[]): Row => ({
	engine: ENGINES[engine],
	'looking for': sort,
	questions: times.length,
	'median ms': rounded(median(times)),
	'p99 ms': rounded(quantile(times, 0.99)),
});

async function fill(db: Database, findables: Findable[]): Promise<number> {
	const from = performance.now();
	await tx(db, (tx) => index(tx, 1, findables));
	return performance.now() - from;
}

/** Times by sort of question. The rounds go past all questions each time, so that no answer is warm from the one before. */
async function askAll(db: Database): Promise<Map<string, number[]>> {
	const times = new Map<string, number[]>(Object.keys(QUESTIONS).map((sort) => [sort, []]));
	for (let round = 0; round <= ROUNDS; round++) {
		for (const [sort, questions] of Object.entries(QUESTIONS)) {
			for (const typed of questions) {
				const from = performance.now();
				const { total } = await search(db, { typed, language: 'nl', kind: null, labels: [], page: 1 });
				const took = performance.now() - from;
				if (total === 0) throw new Error(`Nothing was found for “${typed}”, so this measures nothing.`);
				// The first round wakes everything up.
				if (round > 0) times.get(sort)?.push(took);
			}
		}
	}
	return times;
}
