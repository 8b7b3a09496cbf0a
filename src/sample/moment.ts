import type { Stage } from './stage.server.ts';

/** Something that happened on a day. */
export interface Moment {
	/** A day, such as 2024-03-14. */
	on: string;
	/** What it is, for who has to mend it. */
	what: string;
	happens(stage: Stage, now: Date): Promise<unknown>;
}

const MINUTE = 60_000;
/** In UTC: when people have had their coffee. */
const MORNING = 'T08:10:00.000Z';
const BETWEEN = 7 * MINUTE;

/** In the order of the days, and on one day in the order of the texts, some minutes apart: the same texts give the same moments. */
export function inOrder(moments: readonly Moment[]): { moment: Moment; at: Date }[] {
	const sorted = moments.toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
	let [day, count] = ['', 0];
	return sorted.map((moment) => {
		[day, count] = moment.on === day ? [day, count + 1] : [moment.on, 0];
		return { moment, at: new Date(Date.parse(day + MORNING) + count * BETWEEN) };
	});
}
