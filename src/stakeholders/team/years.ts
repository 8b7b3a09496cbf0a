import type { Circle, Sitting } from './team.ts';

/** Sizes in the picture. */
export const YEARS = { width: 760, left: 190, right: 12, head: 28, row: 28, bar: 14 } as const;
const DAY = 86_400_000;
const MOST_MONTHS = 15;
/** What of a name fits beside the bars, in characters. */
const LONGEST = 22;
/** Also who stayed a day is seen. */
const LEAST = 3;

/** Somebody’s time in the team, as bars beside their name. */
export interface YearsRow {
	person: string;
	name: string;
	y: number;
	bars: { x: number; width: number; circle: Circle }[];
}

export interface Years {
	height: number;
	rows: YearsRow[];
	/** Where a year begins; where there was none yet, a month. */
	ticks: { x: number; day: string; isYear: boolean }[];
}

/** The team over time: a line for each person, from the first who came until today, who came first above. */
export function yearsOf(sittings: readonly Sitting[], nameOf: (sitting: Sitting) => string, today: string): Years {
	const days = sittings.flatMap(({ since, until }) => [since, until ?? today].map((at) => at.slice(0, 10)));
	const first = [...days, today].toSorted()[0] ?? today;
	const last = [...days, today].toSorted().at(-1) ?? today;
	const span = Math.max(1, daysBetween(first, last));
	const room = YEARS.width - YEARS.left - YEARS.right;
	const x = (at: string) => tenths(YEARS.left + (daysBetween(first, at.slice(0, 10)) / span) * room);
	const people = [...Map.groupBy(sittings, ({ person }) => person)].toSorted(([, one], [, other]) =>
		cameAt(one) < cameAt(other) ? -1 : 1,
	);
	const rows = people.map(([person, own], index): YearsRow => {
		const name = own[0] ? nameOf(own[0]) : '';
		return {
			...{ person, name: name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1)}…`, y: YEARS.head + (index + 0.5) * YEARS.row },
			bars: own.map(({ since, until, circle }) => ({ x: x(since), width: Math.max(LEAST, tenths(x(until ?? today) - x(since))), circle })),
		};
	});
	return {
		...{ rows, height: YEARS.head + rows.length * YEARS.row + 8 },
		ticks: ticksBetween(first, last).map((day) => ({ day, x: x(day), isYear: day.endsWith('-01-01') })),
	};
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
const cameAt = (own: readonly Sitting[]): string => own.map(({ since }) => since).toSorted()[0] ?? '';
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY;

/** The first days of months, or where those are too many of years. */
function ticksBetween(first: string, last: string): string[] {
	const months: string[] = [];
	for (let [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7)) + 1]; ; month++) {
		const day = new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
		if (day > last) break;
		months.push(day);
	}
	return months.length <= MOST_MONTHS ? months : months.filter((day) => day.endsWith('-01-01'));
}
