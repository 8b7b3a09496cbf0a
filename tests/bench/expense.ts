import { readFileSync } from 'node:fs';

/** What a process uses, as Linux tells; null where there is no /proc. */

const MEGABYTE = 1024;
/** Linux counts processor time in hundredths of a second on every machine Node runs on. */
const TICKS_PER_SECOND = 100;

/** Memory that is really there, in megabytes. */
export function residentMemory(pid: number): number | null {
	const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(told(pid, 'status') ?? '') ?? [];
	return kilobytes === undefined ? null : Math.round(Number(kilobytes) / MEGABYTE);
}

/** Processor time spent so far by all its threads, in seconds. */
export function processorTime(pid: number): number | null {
	// The name of the program stands between brackets and may hold spaces; what follows it does not.
	const fields = told(pid, 'stat')?.split(') ').at(-1)?.split(' ');
	return fields ? (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND : null;
}

function told(pid: number, what: string): string | null {
	if (process.platform !== 'linux') return null;
	return readFileSync(`/proc/${pid}/${what}`, 'utf8');
}
