import { timingSafeEqual } from 'node:crypto';
import type { Keys } from '#platform/keys/keys.server.ts';

const PURPOSE = 'trial form';
/** In milliseconds. Nobody types five answers in less; who left the page open for a day gets a new one. */
const SHORTEST = 3_000;
const LONGEST = 86_400_000;

/** When a form was handed out, signed, so that it needs no cookie and nobody can make one up. */
export function formTime(keys: Keys, now: Date = new Date()): string {
	const at = now.toISOString();
	return `${at} ${keys.mark(PURPOSE, at)}`;
}

/** Whether a person may have filled it in since. */
export function wasTypedSince(keys: Keys, time: string, now: Date = new Date()): boolean {
	const [at = '', mark = ''] = time.split(' ');
	const [given, right] = [Buffer.from(mark), Buffer.from(keys.mark(PURPOSE, at))];
	if (given.length !== right.length || !timingSafeEqual(given, right)) return false;
	const passed = now.getTime() - Date.parse(at);
	return passed >= SHORTEST && passed <= LONGEST;
}
