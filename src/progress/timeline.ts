import type { Edition } from '#guide/edition.ts';
import type { Junction } from '#guide/junction.ts';
import { type Change, type Standings, statusIn } from './progress.ts';
import type { Status } from './status.ts';

/** When what happened, and what is planned: a row per junction that has either. Lengths are in units of the drawing. */
export interface Timeline {
	width: number;
	height: number;
	/** Where days begin; what stands before it are names. */
	left: number;
	ticks: { x: number; day: string; isYear: boolean }[];
	today: number;
	rows: TimelineRow[];
}

export interface TimelineRow {
	junction: Junction;
	y: number;
	status: Status;
	/** Where its status changed, and to what. */
	marks: { x: number; status: Status }[];
	/** The planned window; one that has no end, or no beginning, is as long as its other side. */
	window: { x: number; width: number } | null;
}

export const TIMELINE = { left: 250, right: 30, head: 44, row: 34, days: 500 } as const;
const DAY = 86_400_000;
/** From how many days on years are enough to find one's way. */
const LONG = 900;

/** The day on which something changed: when it happened, or else when it was told. */
export const dayOf = ({ happenedOn, madeAt }: Pick<Change, 'happenedOn' | 'madeAt'>): string => happenedOn ?? madeAt.slice(0, 10);

/** Lays out what happened, with the junctions in the order of the method. Null where nothing happened and nothing is planned. */
export function timelineOf(edition: Edition, changes: readonly Change[], standings: Standings, today: string): Timeline | null {
	const byJunction = Map.groupBy(changes, ({ junction }) => junction);
	const shown = edition.junctions.filter(({ id }) => byJunction.has(id));
	if (shown.length === 0) return null;
	const planned = shown.map(({ id }) => plannedIn(standings, id));
	const days = [today, ...changes.map(dayOf), ...planned.flatMap((window) => window ?? [])].toSorted();
	const [from, until] = [firstOf(days[0] ?? today), days.at(-1) ?? today];
	const span = Math.max(30, number(until) - number(from) + 1);
	const x = (day: string) => Math.round(TIMELINE.left + ((number(day) - number(from)) / span) * TIMELINE.days);
	return {
		width: TIMELINE.left + TIMELINE.days + TIMELINE.right,
		height: TIMELINE.head + shown.length * TIMELINE.row + 8,
		left: TIMELINE.left,
		ticks: ticksBetween(from, until, span).map((day) => ({ x: x(day), day, isYear: day.endsWith('-01-01') })),
		today: x(today),
		rows: shown.map((junction, index) => {
			const window = planned[index];
			return {
				junction,
				y: TIMELINE.head + (index + 0.5) * TIMELINE.row,
				status: statusIn(standings, junction.id),
				marks: (byJunction.get(junction.id) ?? []).map((change) => ({ x: x(dayOf(change)), status: change.status })).toReversed(),
				window: window ? { x: x(window[0]), width: Math.max(6, x(window[1]) - x(window[0])) } : null,
			};
		}),
	};
}

function plannedIn(standings: Standings, junction: string): [string, string] | null {
	const { plannedFrom = null, plannedUntil = null } = standings.get(junction) ?? {};
	const [from, until] = [plannedFrom ?? plannedUntil, plannedUntil ?? plannedFrom];
	return from === null || until === null ? null : [from, until];
}

const number = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY;
const firstOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** The first days of years, or of quarters where there are few of those. */
function ticksBetween(from: string, until: string, span: number): string[] {
	const months = span > LONG ? [1] : [1, 4, 7, 10];
	const years = Array.from(
		{ length: Number(until.slice(0, 4)) - Number(from.slice(0, 4)) + 1 },
		(_, index) => Number(from.slice(0, 4)) + index,
	);
	return years
		.flatMap((year) => months.map((month) => `${year}-${String(month).padStart(2, '0')}-01`))
		.filter((day) => day >= from && day <= until);
}
