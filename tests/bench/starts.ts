import { median, rounded } from './numbers.ts';
import { below, type Part, type Row } from './part.ts';
import { inFreshFolder, startServer } from './processes.ts';

const TIMES = 5;
const LIMIT = 2;

/** From nothing to an address: the first start on an empty folder, which loads the content, and the next one on the same folder. */
export async function starts(): Promise<Part> {
	const cold: number[] = [];
	const warm: number[] = [];
	for (let time = 0; time < TIMES; time++) {
		await inFreshFolder(async (folder) => {
			cold.push(await startOnce(folder));
			warm.push(await startOnce(folder));
		});
	}
	const rowOf = (start: string, times: number[]): Row => ({
		start,
		'median s': rounded(median(times), 2),
		'slowest s': rounded(Math.max(...times), 2),
	});
	return {
		name: `Start, ${TIMES} times`,
		rows: [rowOf('cold (empty folder)', cold), rowOf('warm', warm)],
		targets: [below('warm start, median', rounded(median(warm), 2), LIMIT, 's')],
		notes: [],
	};
}

async function startOnce(folder: string): Promise<number> {
	const server = await startServer(folder);
	await server.stop();
	return server.startedIn / 1000;
}
