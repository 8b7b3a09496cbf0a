import { isOver, removalOf, type Trial } from '#organisations/trial.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** What is done each night is not done to the minute. */
const NIGHT = 20 * HOUR;

/** What people are told before something happens, by what comes and in how many days. */
export type Warning = 'ends-7' | 'ends-1' | 'goes-14' | 'goes-1';
export type Step = Warning | 'remove';

/**
 * What is due for a trial, if anything. Nothing goes that was not announced fourteen days and one day before: who looked away for
 * months, or put a backup back, still gets both.
 */
export function stepOf(trial: Pick<Trial, 'until'>, told: ReadonlyMap<string, string>, now: Date): Step | null {
	const at = now.getTime();
	if (!isOver(trial, now)) {
		const left = Date.parse(trial.until) - at;
		if (left <= DAY) return told.has('ends-1') ? null : 'ends-1';
		return left <= 7 * DAY && !told.has('ends-7') ? 'ends-7' : null;
	}
	const goes = goingOf(trial, told, now).getTime();
	const last = told.get('goes-1');
	if (!told.has('goes-14')) return at >= goes - 14 * DAY ? 'goes-14' : null;
	if (last === undefined) return at >= goes - DAY ? 'goes-1' : null;
	return at >= goes && at >= Date.parse(last) + NIGHT ? 'remove' : null;
}

/** When everything goes: sixty days after the end, and no sooner than fourteen after it was announced. */
export function goingOf(trial: Pick<Trial, 'until'>, told: ReadonlyMap<string, string>, now: Date): Date {
	const announced = told.get('goes-14');
	const soonest = announced === undefined ? now.getTime() : Date.parse(announced);
	return new Date(Math.max(removalOf(trial).getTime(), soonest + 14 * DAY));
}
