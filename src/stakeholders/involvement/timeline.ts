import type { Contact } from './contact.ts';
import { daysBetween, monthsAfter, startOfMonth } from './days.ts';
import { isUntold, type State } from './involvement.ts';

/** How far the drawing looks back and ahead at most, in months. Everything stands in the table. */
const BACK = 24;
const AHEAD = 12;
/** Ahead of today there is always some room, so that one sees where something could be planned. */
const ROOM = 2;
const MOST_TICKS = 7;
const STEPS = [1, 2, 3, 6, 12];

/** From the left edge, in percent of the width. */
type Percent = number;

export interface Mark {
	id: string;
	/** `untold` was planned, is over, and nobody told whether it was held. */
	state: Exclude<State, 'struck'> | 'untold';
	from: Percent;
	until: Percent;
}

export interface Line {
	stakeholder: string;
	marks: Mark[];
	silences: { from: Percent; until: Percent }[];
}

/** Stakeholders over time, as it is drawn. */
export interface Timeline {
	/** First days of months, from the earliest. */
	ticks: { day: string; at: Percent }[];
	today: Percent;
	lines: Line[];
	/** Whether something lies outside of it. */
	isCut: boolean;
}

export function timelineOf(contacts: readonly Contact[], today: string): Timeline {
	const shown = contacts.map(({ stakeholder, involvements, quiet }) => ({
		...{ stakeholder: stakeholder.id, quiet },
		involvements: involvements.filter(({ state }) => state !== 'struck'),
	}));
	const days = shown.flatMap(({ involvements, quiet }) => [
		...involvements.flatMap(({ plan }) => [plan.from, plan.until]),
		...quiet.silences.flatMap(({ from, until }) => [from, until ?? today]),
	]);
	const [earliest, latest] = [[...days, today].toSorted()[0] ?? today, [...days, today].toSorted().at(-1) ?? today];
	const begin = startOfMonth(later(earliest, monthsAfter(today, -BACK)));
	const end = startOfMonth(monthsAfter(later(monthsAfter(today, ROOM), earlier(latest, monthsAfter(today, AHEAD))), 1));
	const width = daysBetween(begin, end);
	const at = (day: string): Percent => Math.round((daysBetween(begin, day) / width) * 10_000) / 100;
	const clipped = (from: string, until: string) => ({ from: at(later(from, begin)), until: at(earlier(until, end)) });
	const isInSight = (from: string, until: string) => until >= begin && from <= end;
	return {
		ticks: ticksBetween(begin, end).map((day) => ({ day, at: at(day) })),
		today: at(today),
		lines: shown.map(({ stakeholder, involvements, quiet }) => ({
			stakeholder,
			marks: involvements
				.filter(({ plan }) => isInSight(plan.from, plan.until))
				.map((one) => ({ id: one.id, state: drawnState(one, today), ...clipped(one.plan.from, one.plan.until) })),
			silences: quiet.silences
				.filter(({ from, until }) => isInSight(from, until ?? today))
				.map(({ from, until }) => clipped(from, until ?? today)),
		})),
		isCut: earliest < begin || latest > end,
	};
}

const later = (one: string, other: string): string => (one > other ? one : other);
const earlier = (one: string, other: string): string => (one < other ? one : other);
const drawnState = (one: Contact['involvements'][number], today: string): Mark['state'] =>
	isUntold(one, today) ? 'untold' : one.state === 'held' ? 'held' : 'planned';

/** As many months as can be read beside each other. */
function ticksBetween(begin: string, end: string): string[] {
	for (const step of STEPS) {
		const ticks: string[] = [];
		for (let day = begin; day < end; day = monthsAfter(day, step)) ticks.push(day);
		if (ticks.length <= MOST_TICKS) return ticks;
	}
	return [begin];
}
