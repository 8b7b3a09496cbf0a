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
import type { Part } from './part.ts';
import { withServer } from './processes.ts';
import { searchPages } from './search-pages.ts';
import { starts } from './starts.ts';
import { partAsText, targetAsText } from './table.ts';

/** Measures what the guide promises. It never fails: whether a promise is kept here and now is told, not enforced. */

const machine = {
	node: process.version,
	processors: availableParallelism(),
	processor: cpus()[0]?.model ?? 'unknown',
	busy: loadavg()[0]?.toFixed(1) ?? 'unknown',
};
const publication = published(await manuscriptIn(join(import.meta.dirname, '../../content')));

const parts = [
	...(await withServer(async (server) => {
		const afterStart = residentMemory(server.pid);
		const loaded = [await cachedPages(server), await searchPages(server)];
		return [...loaded, memory(afterStart, residentMemory(server.pid)), await bytes(server)];
	})),
	await firstRender(publication),
	await starts(),
	await finding(findablesOf(publication)),
];

if (process.argv.includes('--json')) console.log(JSON.stringify({ machine, parts }, null, '\t'));
else tell(parts);

function tell(parts: Part[]): void {
	console.log(`Node ${machine.node}, ${machine.processors} × ${machine.processor}, load ${machine.busy} at the start\n`);
	for (const part of parts) console.log(`${partAsText(part)}\n`);
	for (const target of parts.flatMap(({ targets }) => targets)) console.log(targetAsText(target));
}
