import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { findablesOf } from '#publishing/findables.ts';
import { manuscriptIn } from '#publishing/manuscript.server.ts';
import { published } from '../village/method.ts';
import { bytes } from './bytes.ts';
import { cachedPages } from './cached-pages.ts';
import { residentMemory } from './expense.ts';
import { finding } from './finding.ts';
import { firstRender } from './first-render.ts';
import { memory } from './memory.ts';
import { rounded } from './numbers.ts';
import type { Part } from './part.ts';
import { type Running, withServer } from './processes.ts';
import { searchPages } from './search-pages.ts';
import { starts } from './starts.ts';
import { partAsText, targetAsText } from './table.ts';

/** Measures what the guide promises. It never fails: whether a promise is kept here and now is told, not enforced. */

const machine = {
	node: process.version,
	processors: availableParallelism(),
	processor: cpus()[0]?.model ?? 'unknown',
	load: rounded(loadavg()[0] ?? 0),
};
const publication = published(await manuscriptIn(join(import.meta.dirname, '../../content')));

const parts = [
	...(await attempted('Pages of a running server', () => withServer(askedForPages))),
	...(await attempted('First render', () => firstRender(publication))),
	...(await attempted('Starts', starts)),
	...(await attempted('Finding', () => finding(findablesOf(publication)))),
];

if (process.argv.includes('--json')) console.log(JSON.stringify({ machine, parts }, null, '\t'));
else tell(parts);

async function askedForPages(server: Running): Promise<Part[]> {
	const afterStart = residentMemory(server.pid);
	return [
		...(await attempted('Pages from the cache', () => cachedPages(server))),
		...(await attempted('Search pages', () => searchPages(server))),
		memory(afterStart, residentMemory(server.pid)),
		...(await attempted('Bytes', () => bytes(server))),
	];
}

/** One measurement that fails must not take the others along: it says so in its place. */
async function attempted(name: string, measure: () => Promise<Part | Part[]>): Promise<Part[]> {
	console.error(`${name} …`);
	try {
		return [await measure()].flat();
	} catch (error) {
		const failed = { what: name, wanted: 'measured at all', measured: null, reached: false };
		return [{ name, rows: [], targets: [failed], notes: [`could not be measured: ${error}`] }];
	}
}

function tell(parts: Part[]): void {
	console.log(`Node ${machine.node}, ${machine.processors} × ${machine.processor}, load ${machine.load} at the start\n`);
	for (const part of parts) console.log(`${partAsText(part)}\n`);
	for (const target of parts.flatMap(({ targets }) => targets)) console.log(targetAsText(target));
}
