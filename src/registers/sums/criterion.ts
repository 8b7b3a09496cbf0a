import type { Remarked } from '../content.ts';
import type { Filled } from '../field.ts';

/** A value on a day such as 2026-11-22, in the unit of its criterion. */
export interface Measured {
	day: string;
	value: number;
}

export interface CriterionStanding {
	outcome: 'met' | 'unmet' | 'unmeasured';
	last: Measured | null;
	/** Whether the day by which it was to be reached is over. */
	isPast: boolean;
}

/** What was measured, a value a day: of two on one day, the one written down last corrects the other. */
export const measuredIn = (remarks: readonly Remarked[]): Measured[] => [
	...new Map(remarks.flatMap(({ day, measured }) => (measured === null ? [] : [[day, { day, value: measured }]]))).values(),
];

/**
 * Whether a criterion is met: by the value measured last, and by nothing else. On the target is met, whichever the direction.
 * The baseline says where it began, and so is no answer. `measured` is in the order of days, the oldest first.
 */
export function criterionStanding({ direction, target, due }: Filled, measured: readonly Measured[], today: string): CriterionStanding {
	const last = measured.at(-1) ?? null;
	const isPast = Boolean(due) && String(due) < today;
	if (last === null) return { outcome: 'unmeasured', last, isPast };
	const isMet = direction === 'atMost' ? last.value <= Number(target) : last.value >= Number(target);
	return { outcome: isMet ? 'met' : 'unmet', last, isPast };
}
