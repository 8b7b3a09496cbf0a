import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

const DAY = 86_400_000;
/** What it means when one of these is not done: somebody did not come in. */
const STEPS = new Set(['sign-in', 'second-factor', 'recovery-code']);

/** How often somebody was not let in during the last day. */
export interface NotLetIn {
	refused: number;
	limited: number;
}

/** Counts in the security log at a path and the one before it; null where it goes to standard output and cannot be read back. */
export async function notLetIn(path: string, now: Date = new Date()): Promise<NotLetIn | null> {
	if (path === '-') return null;
	const since = new Date(now.getTime() - DAY).toISOString();
	const counts = { refused: 0, limited: 0 };
	for (const file of [`${path}.1`, path].filter((one) => existsSync(one))) {
		for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
			const { at, action, result } = eventIn(line);
			if (at >= since && STEPS.has(action) && (result === 'refused' || result === 'limited')) counts[result]++;
		}
	}
	return counts;
}

/** A line that was cut by a full disk says nothing. */
function eventIn(line: string): { at: string; action: string; result: string } {
	try {
		return JSON.parse(line);
	} catch {
		return { at: '', action: '', result: '' };
	}
}
