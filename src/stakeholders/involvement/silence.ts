import { monthsAfter } from './days.ts';
import { type Involvement, inOrderOfDay, isUntold } from './involvement.ts';

/** A stretch without a moment that is longer than it should be. */
export interface Silence {
	/** The last day on which they were involved, or the one on which they came into the register. */
	from: string;
	/** The next moment; null while nobody planned one. */
	until: string | null;
}

export interface Quiet {
	silences: Silence[];
	/** The one that lasts today. */
	now: Silence | null;
	/** From this day on it is silent, if nothing is planned meanwhile. */
	dueBy: string;
}

/**
 * Where a stakeholder hears nothing for longer than so many months. Held and planned moments break a silence; a planned one of which
 * nobody told whether it was held does not, so that a plan alone never hides that nothing came of it.
 */
export function quietOf(since: string, involvements: readonly Involvement[], months: number, today: string): Quiet {
	const counting = inOrderOfDay(involvements).filter((one) => one.state !== 'struck' && !isUntold(one, today));
	const silences: Silence[] = [];
	const [first] = counting;
	let last = first && first.plan.from < since ? first.plan.from : since;
	for (const { plan } of counting) {
		if (plan.from > monthsAfter(last, months)) silences.push({ from: last, until: plan.from });
		if (plan.until > last) last = plan.until;
	}
	const dueBy = monthsAfter(last, months);
	if (today > dueBy) silences.push({ from: last, until: null });
	const now = silences.find(({ from, until }) => from <= today && (until === null || until > today)) ?? null;
	return { silences, now, dueBy };
}

/** How many whole months that is, and at least one. */
export function monthsOf({ from, until }: Silence, today: string): number {
	const end = until ?? today;
	let months = 0;
	while (monthsAfter(from, months + 1) <= end) months++;
	return Math.max(1, months);
}
