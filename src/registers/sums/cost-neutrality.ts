import type { Filled } from '../field.ts';
import { figureIn, product } from './figure.ts';

/** What the sum takes from a definition. Euro, percent a year, m³, GJ and kWh a year; all of it for one dwelling. */
export const FIGURES = [
	...(['years', 'investment', 'subsidy', 'interest', 'gas', 'gasPrice', 'gasFixed', 'rise'] as const),
	...(['heat', 'heatPrice', 'heatFixed', 'power', 'powerPrice'] as const),
] as const;
export type Figure = (typeof FIGURES)[number];
export type Figures = Readonly<Record<Figure, number | null>>;

export const figuresIn = (filled: Filled): Figures =>
	Object.fromEntries(FIGURES.map((figure) => [figure, figureIn(filled[figure])])) as Figures;

/** In euro. */
export interface Costs {
	/** A month, in the first year. */
	atFirst: number;
	/** A month, on average over the period. */
	perMonth: number;
	/** In the whole period. */
	total: number;
}

export type LineName = 'gas' | 'gasFixed' | 'heat' | 'heatFixed' | 'power' | 'repayment';
export interface Line {
	name: LineName;
	side: 'now' | 'after';
	/** Null as long as something is missing. */
	costs: Costs | null;
	missing: Figure[];
}

export interface Neutrality {
	lines: Line[];
	now: Costs | null;
	after: Costs | null;
	/** What comes later less what is paid now: above nothing is dearer. */
	difference: Costs | null;
	/** What is not filled in and would have to be. */
	missing: Figure[];
}

/**
 * What a definition of cost neutral comes to, for one dwelling over its period of N years.
 *
 * Now    = gas × gas price + fixed costs of gas, a year. The gas price rises by r a year, so over the period it counts
 *          ((1 + r)^N − 1) / r times; without a rise N times.
 * After  = heat × heat price + fixed costs of heat + extra power × power price, a year, N times; and what is left of the investment
 *          after the subsidy, borrowed and paid back by the same amount every month.
 * Neutral is: after is not above now, on average over the period. All in prices of today; a rise is what gas rises above the rest.
 *
 * Source: the terms are those of the register; the two formulas are the sum of a geometric series and the annuity of any textbook.
 */
export function costNeutrality(figures: Figures): Neutrality {
	const rising = risingSum((figures.rise ?? 0) / 100, figures.years ?? 0);
	const counted = (atFirst: number | null, total: number | null, missing: Figure[]): Pick<Line, 'costs' | 'missing'> => {
		const { years } = figures;
		if (atFirst === null || total === null || !years) return { costs: null, missing: years ? missing : ['years', ...missing] };
		return { costs: { atFirst, total, perMonth: total / (12 * years) }, missing: [] };
	};
	const aYear = (name: LineName, side: Line['side'], factors: readonly Figure[], times = figures.years ?? 0): Line => {
		const { amount, missing } = product(figures, factors);
		return { name, side, ...counted(amount === null ? null : amount / 12, amount === null ? null : amount * times, missing) };
	};
	const { amount, missing } = repaymentOf(figures);
	const lines: Line[] = [
		aYear('gas', 'now', ['gas', 'gasPrice'], rising),
		aYear('gasFixed', 'now', ['gasFixed']),
		aYear('heat', 'after', ['heat', 'heatPrice']),
		aYear('heatFixed', 'after', ['heatFixed']),
		aYear('power', 'after', ['power', 'powerPrice']),
		{ name: 'repayment', side: 'after', ...counted(amount, amount === null ? null : amount * 12 * (figures.years ?? 0), missing) },
	];
	const now = sumOf(lines.filter(({ side }) => side === 'now'));
	const after = sumOf(lines.filter(({ side }) => side === 'after'));
	return { lines, now, after, difference: now && after && less(after, now), missing: [...new Set(lines.flatMap((line) => line.missing))] };
}

/** Whether it is neutral, to the cent; null as long as something is missing. */
export const isNeutral = ({ difference }: Neutrality): boolean | null => difference && Math.round(difference.perMonth * 100) <= 0;

/** What it makes of the difference, in euro a month, when one figure of the first is as in the second; below nothing is cheaper. */
export interface Effect {
	figure: Figure;
	perMonth: number | null;
}

/** Every figure in which two sets differ, each by itself; together they need not add up, as one works through the other. */
export function effectsOf(one: Figures, other: Figures): Effect[] {
	return FIGURES.filter((figure) => one[figure] !== other[figure]).map((figure) => ({
		figure,
		perMonth: costsMore(one, { ...one, [figure]: other[figure] }),
	}));
}

/** How many euro a month the difference grows from the first set to the second. */
export function costsMore(one: Figures, other: Figures): number | null {
	const [before, then] = [costNeutrality(one).difference, costNeutrality(other).difference];
	return before && then && then.perMonth - before.perMonth;
}

const risingSum = (rise: number, years: number): number => (rise === 0 ? years : ((1 + rise) ** years - 1) / rise);

/** The same amount every month that pays back a loan with its interest: P × m / (1 − (1 + m)^−n), n months at m a month. */
export function annuity(principal: number, interestPercent: number, years: number): number {
	const [monthly, months] = [interestPercent / 1200, years * 12];
	return monthly === 0 ? principal / months : (principal * monthly) / (1 - (1 + monthly) ** -months);
}

/** What is left of the investment after the subsidy, which is never below nothing; where nothing is left, interest does not matter. */
export const principalOf = ({ investment, subsidy }: Figures): number | null =>
	investment === 0 ? 0 : investment === null || subsidy === null ? null : Math.max(0, investment - subsidy);

function repaymentOf(figures: Figures): { amount: number | null; missing: Figure[] } {
	const principal = principalOf(figures);
	const { interest, years } = figures;
	if (principal === 0) return { amount: 0, missing: [] };
	const wanted: Figure[] = principal === null ? ['investment', 'subsidy', 'interest'] : ['interest'];
	const missing = wanted.filter((figure) => figures[figure] === null);
	return { missing, amount: principal === null || interest === null || !years ? null : annuity(principal, interest, years) };
}

const sumOf = (lines: readonly Line[]): Costs | null =>
	lines.reduce<Costs | null>(
		(sum, { costs }) =>
			sum && costs && { atFirst: sum.atFirst + costs.atFirst, perMonth: sum.perMonth + costs.perMonth, total: sum.total + costs.total },
		{ atFirst: 0, perMonth: 0, total: 0 },
	);

const less = (one: Costs, other: Costs): Costs => ({
	atFirst: one.atFirst - other.atFirst,
	perMonth: one.perMonth - other.perMonth,
	total: one.total - other.total,
});
