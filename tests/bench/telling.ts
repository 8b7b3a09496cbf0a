import { availableParallelism, cpus, loadavg } from 'node:os';
import { rounded } from './numbers.ts';
import type { Part } from './part.ts';
import { partAsText, targetAsText } from './table.ts';

const load = () => rounded(loadavg()[0] ?? 0);

const machine = {
	node: process.version,
	processors: availableParallelism(),
	processor: cpus()[0]?.model ?? 'unknown',
	load: load(),
};

/** One measurement that fails must not take the others along: it says so in its place. */
export async function attempted(name: string, measure: () => Promise<Part | Part[]>): Promise<Part[]> {
	console.error(`${name} …`);
	try {
		return [await measure()].flat();
	} catch (error) {
		const failed = { what: name, wanted: 'measured at all', measured: null, reached: false };
		return [{ name, rows: [], targets: [failed], notes: [`could not be measured: ${error}`] }];
	}
}

/** Says what was measured, on which machine and how busy that was: in words, or with `--json` for programs. */
export function tell(parts: Part[]): void {
	if (process.argv.includes('--json')) {
		console.log(JSON.stringify({ machine: { ...machine, loadAfter: load() }, parts }, null, '\t'));
		return;
	}
	console.log(
		`Node ${machine.node}, ${machine.processors} × ${machine.processor}, load ${machine.load} at the start and ${load()} at the end\n`,
	);
	for (const part of parts) console.log(`${partAsText(part)}\n`);
	for (const target of parts.flatMap(({ targets }) => targets)) console.log(targetAsText(target));
}
