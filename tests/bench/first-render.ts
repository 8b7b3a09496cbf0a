import type { Publication } from '#publishing/publication.ts';
import { ask } from './asking.ts';
import { median, quantile, rounded } from './numbers.ts';
import { below, type Part } from './part.ts';
import { withServer } from './processes.ts';

const LIMIT = 10;

/** What the first reader of a junction waits for: the page is rendered, compressed, kept, and sent. */
export async function firstRender(publication: Publication): Promise<Part> {
	const addresses = publication.current.junctions.map(({ address }) => `/knooppunten/${address}`);
	const times = await withServer(async (server) => {
		// The English pages warm the program up; the cache knows them by another address.
		for (const path of addresses) await ask(`${server.address}/en${path}`);
		const asked: number[] = [];
		for (const path of addresses) asked.push((await ask(server.address + path)).ms);
		return asked;
	});
	const typical = rounded(median(times));
	return {
		name: 'First render of a junction page',
		rows: [{ pages: times.length, 'median ms': typical, 'p99 ms': rounded(quantile(times, 0.99)) }],
		targets: [below('first render of a junction page, median', typical, LIMIT, 'ms')],
		notes: [],
	};
}
