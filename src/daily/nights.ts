const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A night is named by the day in UTC on which its hour struck. */
export interface Night {
	/** Such as 2026-11-22. */
	day: string;
	began: Date;
}

/** The last night whose hour, 0 to 23 in UTC, has struck. */
export function lastNight(hour: number, now: Date): Night {
	const struck = Math.floor((now.getTime() - hour * HOUR) / DAY) * DAY + hour * HOUR;
	const began = new Date(struck);
	return { day: began.toISOString().slice(0, 10), began };
}
