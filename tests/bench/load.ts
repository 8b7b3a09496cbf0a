import autocannon from 'autocannon';
import { processorTime } from './expense.ts';
import type { Running } from './processes.ts';

/** One short round of as much as a server can take. */
export interface Round {
	perSecond: number;
	p99: number;
	/** Processor time of the server per answer, in microseconds. Unlike the speed, other work on the machine hardly changes it. */
	processor: number | null;
}

export const READERS = 50;

export async function round(server: Running, path: string, seconds: number, readers = READERS): Promise<Round> {
	const before = processorTime(server.pid);
	const { requests, latency, errors, non2xx, duration } = await autocannon({
		url: server.address + path,
		connections: readers,
		duration: seconds,
		headers: { 'accept-encoding': 'br' },
	});
	const after = processorTime(server.pid);
	if (requests.total === 0) throw new Error(`${path}: not one answer within ${seconds} s.`);
	if (errors > 0 || non2xx > 0) throw new Error(`${path}: ${errors} errors and ${non2xx} answers that were not the page.`);
	return {
		perSecond: requests.total / duration,
		p99: latency.p99,
		processor: before === null || after === null ? null : ((after - before) * 1e6) / requests.total,
	};
}
