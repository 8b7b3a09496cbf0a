import { READERS, type Round, round } from './load.ts';
import { median, rounded } from './numbers.ts';
import { atLeast, type Part, type Row, type Target } from './part.ts';
import { type Running, startBare, whileRunning } from './processes.ts';

export const HOME = '/';
export const JUNCTION = '/knooppunten/de-juiste-partijen-aan-tafel';

const TURNS = 9;
const SECONDS = 0.8;
const LEAST = 0.9;
const NOTES = [
	`${TURNS} turns of ${SECONDS} s each; the ratio is the median of the ratios within a turn, so that what else the machine does falls on both`,
	'who asks can be slower than who answers; then the ratio of processor time is the stricter of the two',
];

/** How near a page from the cache comes to a server that does nothing but send it. */
export async function cachedPages(server: Running): Promise<Part> {
	const rows: Row[] = [];
	const targets: Target[] = [];
	for (const [name, path] of [
		['home', HOME],
		['junction', JUNCTION],
	] as const) {
		const [ours, bare] = await byTurns(server, path);
		const ratio = rounded(median(ours.map(({ perSecond }, turn) => perSecond / (bare[turn]?.perSecond ?? 0))), 2);
		const share = rounded(typical(bare, 'processor') / typical(ours, 'processor'), 2) || null;
		rows.push(
			{ page: name, server: 'ours', ...rowOf(ours), ratio, 'ratio of processor time': share },
			{ page: name, server: 'bare node:http', ...rowOf(bare), ratio: 1, 'ratio of processor time': 1 },
		);
		targets.push(atLeast(`${name} from the cache beside bare node:http, ratio of requests per second`, ratio, LEAST));
	}
	return { name: `Pages from the cache, ${READERS} readers`, rows, targets, notes: NOTES };
}

const rowOf = (rounds: Round[]): Row => ({
	'per second': Math.round(typical(rounds, 'perSecond')),
	'p99 ms': rounded(typical(rounds, 'p99')),
	'µs processor each': Math.round(typical(rounds, 'processor')) || null,
});

/** First a round nobody counts, then ours and theirs by turns. */
async function byTurns(server: Running, path: string): Promise<[Round[], Round[]]> {
	return whileRunning(await startBare(server.address + path), async (bare) => {
		const ours: Round[] = [];
		const theirs: Round[] = [];
		for (const one of [server, bare]) await round(one, path, 1);
		for (let turn = 0; turn < TURNS; turn++) {
			ours.push(await round(server, path, SECONDS));
			theirs.push(await round(bare, path, SECONDS));
		}
		return [ours, theirs];
	});
}

const typical = (rounds: Round[], what: keyof Round): number => median(rounds.map((one) => one[what] ?? 0));
