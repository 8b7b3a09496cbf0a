const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** What is done each night is not done to the minute. */
const NIGHT = 20 * HOUR;
/** How long before it goes everybody is told, in days. */
const FIRST = 60;
const LAST = 7;

export type Warning = 'goes-60' | 'goes-7';
export type Step = Warning | 'remove';

/** A project whose work has ended. */
export interface Closed {
	/** ISO-8601 in UTC. */
	closedAt: string;
	keptYears: number;
}

/** When the time is over for which a closed project is kept. */
export function termOf({ closedAt, keptYears }: Closed): Date {
	const term = new Date(closedAt);
	term.setUTCFullYear(term.getUTCFullYear() + keptYears);
	return term;
}

/** When it really goes: at its term, and no sooner than sixty days after that was announced. */
export function goingOf(closed: Closed, told: ReadonlyMap<string, string>, now: Date): Date {
	const announced = told.get('goes-60');
	const soonest = announced === undefined ? now.getTime() : Date.parse(announced);
	return new Date(Math.max(termOf(closed).getTime(), soonest + FIRST * DAY));
}

/**
 * What is due for a closed project, if anything; `told` says what was told of this term, and when. Nothing goes that was not announced
 * sixty days and seven days before: who put a backup back, or let a server rest for years, still gets both.
 */
export function stepOf(closed: Closed, told: ReadonlyMap<string, string>, now: Date): Step | null {
	const at = now.getTime();
	const goes = goingOf(closed, told, now).getTime();
	const last = told.get('goes-7');
	if (!told.has('goes-60')) return at >= termOf(closed).getTime() - FIRST * DAY ? 'goes-60' : null;
	if (last === undefined) return at >= goes - LAST * DAY ? 'goes-7' : null;
	return at >= goes && at >= Date.parse(last) + (LAST - 1) * DAY + NIGHT ? 'remove' : null;
}
