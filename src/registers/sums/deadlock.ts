import type { Filled } from '../field.ts';
import { figureIn, product } from './figure.ts';

/** What the sum takes from a deadlock. Hours a month, euro an hour, euro a dwelling a month, euro, percent a year, euro a month. */
export const DEADLOCK_FIGURES = ['hours', 'rate', 'dwellings', 'perDwelling', 'budget', 'rise', 'other'] as const;
export type DeadlockFigure = (typeof DEADLOCK_FIGURES)[number];
export type DeadlockFigures = Readonly<Record<DeadlockFigure, number | null>>;

export interface DeadlockLine {
	name: 'hours' | 'dwellings' | 'budget' | 'other';
	/** In euro; null as long as something is missing. */
	perMonth: number | null;
	missing: DeadlockFigure[];
}

export interface DeadlockCosts {
	figures: DeadlockFigures;
	lines: DeadlockLine[];
	/** Of the lines that can be reckoned, in euro; null where there is none. */
	perMonth: number | null;
	/** How long it has lasted until today, or lasted until its end. */
	months: number;
	soFar: number | null;
	/** The last day that is counted. */
	until: string;
	isOver: boolean;
	/** What is not filled in, and so not counted. */
	missing: DeadlockFigure[];
}

/**
 * What it costs that something does not move, in euro a month and until today or its end.
 *
 * A month = hours × rate + dwellings × what each would save + sum of the works × rise a year / 12 + other costs.
 * So far  = that × the months since it began, the first and the last day included. Nothing is compounded, and nothing is taken for
 * granted: a line of which a figure is missing is left out, and named.
 *
 * Source: the lines and the formula are ours; every figure in it is somebody’s who filled it in.
 */
export function deadlockCosts(filled: Filled, today: string): DeadlockCosts {
	const figures = Object.fromEntries(DEADLOCK_FIGURES.map((figure) => [figure, figureIn(filled[figure])])) as DeadlockFigures;
	const line = (name: DeadlockLine['name'], factors: readonly DeadlockFigure[], share = 1): DeadlockLine => {
		const { amount, missing } = product(figures, factors);
		return { name, perMonth: amount === null ? null : amount * share, missing };
	};
	const lines = [
		line('hours', ['hours', 'rate']),
		line('dwellings', ['dwellings', 'perDwelling']),
		line('budget', ['budget', 'rise'], 1 / 1200),
		line('other', ['other']),
	];
	const known = lines.flatMap(({ perMonth }) => (perMonth === null ? [] : [perMonth]));
	const perMonth = known.length === 0 ? null : known.reduce((one, other) => one + other, 0);
	const { from = '', until: end = '' } = filled;
	const isOver = end !== '' && end < today;
	const until = isOver ? end : today;
	const months = from === '' || from > until ? 0 : monthsIn(from, until);
	return {
		...{ figures, lines, perMonth, months, until, isOver },
		soFar: perMonth === null ? null : perMonth * months,
		missing: lines.flatMap(({ missing }) => missing),
	};
}

const DAY = 86_400_000;

/** Months from one day to another, both included: 1 March to 31 August is six. What is left of a month counts by its days. */
export function monthsIn(from: string, until: string): number {
	const end = Date.parse(until) + DAY;
	const [year, month, day] = from.split('-').map(Number) as [number, number, number];
	const after = (months: number) => {
		const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
		return Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth));
	};
	let whole = 0;
	while (after(whole + 1) <= end) whole += 1;
	return whole + (end - after(whole)) / (after(whole + 1) - after(whole));
}
