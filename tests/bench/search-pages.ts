import { READERS, round } from './load.ts';
import { rounded } from './numbers.ts';
import type { Part, Row } from './part.ts';
import type { Running } from './processes.ts';

export const SEARCH = '/zoeken?q=woningcorporaties';
const SECONDS = 4;

/** Search pages are never kept: each of these is searched and rendered. */
export async function searchPages(server: Running): Promise<Part> {
	const rows: Row[] = [];
	await round(server, SEARCH, 2, 1);
	for (const readers of [READERS, 1]) {
		const { perSecond, p99 } = await round(server, SEARCH, SECONDS, readers);
		rows.push({ readers, 'per second': rounded(perSecond), 'p99 ms': rounded(p99) });
	}
	return { name: 'Search pages, each one searched and rendered', rows, targets: [], notes: [SEARCH] };
}
