const DAY = 86_400_000;

/** How long after its end a trial is kept, to be read and taken along. In days. */
export const KEPT_FOR = 60;

/** An organisation that is here for a while. Times are ISO-8601 in UTC. */
export interface Trial {
	organisation: string;
	until: string;
	extendedAt: string | null;
}

/** Whether everything of it is only read by now. */
export const isOver = ({ until }: Pick<Trial, 'until'>, now: Date): boolean => until <= now.toISOString();

/** When everything of it goes. */
export const removalOf = ({ until }: Pick<Trial, 'until'>): Date => new Date(Date.parse(until) + KEPT_FOR * DAY);

/** The same day of the next month, or the last one that month has. */
export function aMonthAfter(moment: Date): Date {
	const after = new Date(moment);
	after.setUTCMonth(after.getUTCMonth() + 1);
	if (after.getUTCDate() !== moment.getUTCDate()) after.setUTCDate(0);
	return after;
}
