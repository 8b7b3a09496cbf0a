import { ask } from '../proofs/asking.ts';
import type { Served } from '../village/served.ts';
import { median, quantile, rounded } from './numbers.ts';
import { below, type Part, type Row, type Target } from './part.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

const TIMES = 100;
const WARM = 10;
/** How many times slower the slowest of a hundred may be in a project of years. */
const MOST_TIMES = 1.5;
const FRONT_WITHIN = 50;

/** The pages of a project by what they are called here. Two words are looked for: one that hundreds of entries hold, and one that few do. */
const pagesOf = ({ junction, colleague }: Workspaces): Record<string, string> => ({
	'front page': '',
	logbook: '/logboek',
	'logbook, decisions of a year': '/logboek?soort=decision&van=2024-01-01&tot=2024-12-31',
	'logbook, of a person': `/logboek?wie=${colleague}`,
	'logbook, at a junction': `/logboek?knooppunt=${junction}`,
	'logbook, open actions': '/logboek?open=ja',
	'search, a common word': '/logboek?q=bewoners',
	'search, a rare word': '/logboek?q=jaarkalender',
	'search, two words': '/logboek?q=gezamenlijke+ambitie',
	documents: '/documenten',
	'search in documents': '/documenten?q=warmtenet',
	'junction in the project': `/knooppunten/${junction}`,
});

/** The same pages of a large and an almost empty project, asked by turns so that whatever else the machine does falls on both. */
export async function projectPages(engine: string, { address, village }: Served<Workspaces>): Promise<Part> {
	const rows: Row[] = [];
	const targets: Target[] = [];
	for (const [page, path] of Object.entries(pagesOf(village))) {
		const [small, large] = await byTurns(address, [village.small, village.large], path);
		const ratio = rounded(quantile(large, 0.99) / quantile(small, 0.99), 2);
		rows.push({
			...{ page, 'median ms': rounded(median(large)), 'p99 ms': rounded(quantile(large, 0.99)) },
			...{ 'empty: median ms': rounded(median(small)), 'empty: p99 ms': rounded(quantile(small, 0.99)) },
			...{ 'ratio of medians': rounded(median(large) / median(small), 2), 'ratio of p99': ratio },
		});
		targets.push(below(`${page} on ${engine}, p99 beside that of an almost empty project`, ratio, MOST_TIMES, 'times'));
		if (path === '') targets.push(below(`${page} on ${engine}, median`, rounded(median(large)), FRONT_WITHIN, 'ms'));
	}
	const compared = await timed(address, village.comparing.token, '/organisatie/portfolio');
	rows.push({ page: 'portfolio of 20 projects', 'median ms': rounded(median(compared)), 'p99 ms': rounded(quantile(compared, 0.99)) });
	return { name: `Pages of a project on ${engine}`, rows, targets, notes: [`each asked ${TIMES} times, by who leads it`] };
}

async function byTurns(at: string, projects: [Workspace, Workspace], path: string): Promise<[number[], number[]]> {
	const times: [number[], number[]] = [[], []];
	for (let turn = -WARM; turn < TIMES; turn++) {
		for (const [which, { project, leader }] of projects.entries()) {
			const took = await once(at, leader.token, `/projecten/${project}${path}`);
			// The first ones wake everything up.
			if (turn >= 0) times[which as 0 | 1].push(took);
		}
	}
	return times;
}

async function timed(at: string, token: string, path: string): Promise<number[]> {
	const times: number[] = [];
	for (let turn = 0; turn < TIMES / 4; turn++) times.push(await once(at, token, path));
	return times;
}

async function once(at: string, token: string, path: string): Promise<number> {
	const from = performance.now();
	const { status } = await ask(at, path, { token });
	if (status !== 200) throw new Error(`${path} answered ${status}.`);
	return performance.now() - from;
}
