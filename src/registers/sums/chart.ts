import type { Measured } from './criterion.ts';

export interface Charted {
	measured: readonly Measured[];
	baseline: number | null;
	/** Where it is known: the day of the baseline, and that by which the target is to be reached. */
	baselineOn: string;
	target: number;
	due: string;
}

interface Spot {
	x: number;
	y: number;
}

/** A drawing in units of its own, 380 wide and 240 high, with nothing written in it yet. */
export interface Chart {
	points: Spot[];
	/** What was there to begin with: its height, and its spot where the day is known. */
	baseline: { y: number; spot: Spot | null } | null;
	target: { y: number };
	/** Where the target is to be reached. */
	due: number | null;
	across: { y: number; value: number }[];
	along: { x: number; day: string; as: 'year' | 'month' | 'day' }[];
}

export const CHART = { width: 380, height: 240, left: 70, right: 32, top: 10, bottom: 30 } as const;
const FLOOR = CHART.height - CHART.bottom;
const DAY = 86_400_000;

/** Where everything stands in the drawing of a criterion. `measured` is in the order of days and holds one at least. */
export function chartOf({ measured, baseline, baselineOn, target, due }: Charted): Chart {
	const hasBaselineDay = baseline !== null && baselineOn !== '';
	const days = [...measured.map(({ day }) => day), ...(hasBaselineDay ? [baselineOn] : []), ...(due === '' ? [] : [due])].toSorted();
	const [first = '', last = ''] = [days[0], days.at(-1)];
	const across = roundSteps([...measured.map(({ value }) => value), target, ...(baseline === null ? [] : [baseline])]);
	const [lowest = 0, highest = 1] = [across[0], across.at(-1)];
	const yOf = (value: number) => round(FLOOR - ((value - lowest) / (highest - lowest)) * (FLOOR - CHART.top));
	const wide = CHART.width - CHART.left - CHART.right;
	const span = Date.parse(last) - Date.parse(first);
	// What happened on a single day stands in the middle.
	const xOf = (day: string) => round(CHART.left + (span === 0 ? 0.5 : (Date.parse(day) - Date.parse(first)) / span) * wide);
	return {
		points: measured.map(({ day, value }) => ({ x: xOf(day), y: yOf(value) })),
		baseline: baseline === null ? null : { y: yOf(baseline), spot: hasBaselineDay ? { x: xOf(baselineOn), y: yOf(baseline) } : null },
		target: { y: yOf(target) },
		due: due === '' ? null : xOf(due),
		across: across.map((value) => ({ value, y: yOf(value) })),
		along: marksBetween(first, last).map((mark) => ({ ...mark, x: xOf(mark.day) })),
	};
}

const round = (value: number) => Math.round(value * 10) / 10;

const MOST_STEPS = 5;

/** Round values below, between and above these. They begin at nothing, so that a small change never looks like a large one. */
function roundSteps(values: readonly number[]): number[] {
	const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
	const range = most - least || 1;
	const power = 10 ** Math.floor(Math.log10(range / MOST_STEPS));
	const step = [1, 2, 5, 10].map((times) => times * power).find((one) => range / one <= MOST_STEPS) ?? 10 * power;
	const from = Math.floor(least / step);
	// Where everything is nothing there is one step all the same.
	const to = Math.max(Math.ceil(most / step), from + 1);
	// By whole steps, and cut to what such a step can hold: 3 × 0.1 is 0.3.
	return Array.from({ length: to - from + 1 }, (_, index) => Number(((from + index) * step).toPrecision(12)));
}

const MOST_MARKS = 4;
const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120, 240];

/** The first days of months or years between two days, never more than fit beside each other; of less than a month those days themselves. */
function marksBetween(first: string, last: string): { day: string; as: 'year' | 'month' | 'day' }[] {
	for (const every of MONTHS) {
		const marks = firstDays(first, last, every);
		if (marks.length === 0) break;
		if (marks.length <= MOST_MARKS) return marks.map((day) => ({ day, as: every < 12 ? 'month' : 'year' }));
	}
	const days = Date.parse(last) - Date.parse(first) < 7 * DAY ? [first] : [first, last];
	return days.map((day) => ({ day, as: 'day' }));
}

function firstDays(first: string, last: string, every: number): string[] {
	const [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))];
	const from = Math.ceil((year * 12 + month - 1) / every) * every;
	const days: string[] = [];
	for (let months = from; ; months += every) {
		const day = new Date(Date.UTC(0, months, 1));
		day.setUTCFullYear(Math.floor(months / 12));
		const told = day.toISOString().slice(0, 10);
		if (told > last) return days;
		if (told >= first) days.push(told);
	}
}
