import type { MessageKey, Speech } from '#platform/messages.ts';
import { COSTS } from '../definitions/goals.ts';
import type { Filled } from '../field.ts';
import type { Reckoned } from '../reckoned.ts';
import { labelOf } from '../told.ts';
import {
	type Costs,
	costNeutrality,
	type Figure,
	type Figures,
	figuresIn,
	isNeutral,
	type Line,
	type LineName,
	type Neutrality,
	principalOf,
} from './cost-neutrality.ts';

export const LINE_NAMES: Record<LineName, MessageKey> = {
	gas: 'registers.lineGas',
	gasFixed: 'registers.lineGasFixed',
	heat: 'registers.lineHeat',
	heatFixed: 'registers.lineHeatFixed',
	power: 'registers.linePower',
	repayment: 'registers.lineRepayment',
};

/** What a definition of cost neutral comes to: whether it is, by how much, and of what that is made up. */
export const neutralityTold = (filled: Filled, speech: Speech): Reckoned => figuresTold(figuresIn(filled), speech);

export function figuresTold(figures: Figures, speech: Speech): Reckoned {
	const { say } = speech;
	const sum = costNeutrality(figures);
	// Without a rise the first year is as every other, and needs no column of its own.
	const rises = (figures.rise ?? 0) !== 0;
	const amounts = (costs: Costs | null) =>
		(rises ? (['atFirst', 'perMonth', 'total'] as const) : (['perMonth', 'total'] as const)).map((of) =>
			costs === null ? '–' : speech.euro(of === 'total' ? Math.round(costs[of]) : cents(costs[of])),
		);
	const row = (line: Line) => ({ cells: [say(LINE_NAMES[line.name]), howOf(line, figures, speech), ...amounts(line.costs)] });
	const total = (key: MessageKey, costs: Costs | null) => ({ cells: [say(key), '', ...amounts(costs)], isTotal: true as const });
	const of = (side: Line['side']) => sum.lines.filter((line) => line.side === side).map(row);
	return {
		title: say('registers.neutralTitle'),
		short: shortOf(sum, speech),
		told: toldOf(sum, figures, speech),
		table: {
			head: [
				...[say('registers.sumLine'), say('registers.sumHow')],
				...(rises ? [say('registers.sumAtFirst')] : []),
				...[say(rises ? 'registers.sumAverage' : 'registers.sumPerMonth'), say('registers.sumPeriod')],
			],
			rows: [
				...[...of('now'), total('registers.sumNow', sum.now), ...of('after'), total('registers.sumAfter', sum.after)],
				total('registers.sumDifference', sum.difference),
			],
		},
		notes: [
			say(rises ? 'registers.neutralRise' : 'registers.neutralNoRise'),
			say('registers.neutralCounted'),
			say('registers.neutralNotCounted'),
		],
	};
}

const cents = (amount: number): number => Math.round(amount * 100) / 100;

/** How a figure is called, without what its form says to who fills it in. */
export const figureName = (figure: Figure, speech: Speech): string => labelOf(COSTS.fields[figure].label, speech);

export const figuresNamed = (figures: readonly Figure[], speech: Speech): string =>
	figures.map((one) => `‘${figureName(one, speech)}’`).join(', ');

/** Ten euro a month dearer, or cheaper. */
export function dearer(perMonth: number, { say, euro }: Speech): string {
	const amount = cents(perMonth);
	if (amount === 0) return say('registers.sameCosts');
	return say(amount > 0 ? 'registers.dearer' : 'registers.cheaper', { amount: euro(Math.abs(amount)) });
}

function shortOf(sum: Neutrality, speech: Speech): string {
	const neutral = isNeutral(sum);
	if (neutral === null || sum.difference === null) return speech.say('registers.neutralUnknownShort', { count: sum.missing.length });
	return `${speech.say(neutral ? 'registers.neutralShort' : 'registers.notNeutralShort')}, ${dearer(sum.difference.perMonth, speech)}`;
}

function toldOf(sum: Neutrality, { rise }: Figures, speech: Speech): string[] {
	const { say, euro } = speech;
	const { now, after, difference } = sum;
	if (!now || !after || !difference) return [say('registers.neutralUnknown', { figures: figuresNamed(sum.missing, speech) })];
	const verdict = say(isNeutral(sum) ? 'registers.isNeutral' : 'registers.isNotNeutral', {
		difference: dearer(difference.perMonth, speech),
	});
	const costs = say('registers.nowAndAfter', {
		...{ now: euro(cents(now.perMonth)), after: euro(cents(after.perMonth)) },
		period: euro(Math.abs(Math.round(difference.total))),
	});
	const first = rise ? [say('registers.inFirstYear', { difference: dearer(difference.atFirst, speech) })] : [];
	return [verdict, costs, ...first];
}

/** With which figures a line was reckoned, or what is missing for it. */
function howOf({ name, missing }: Line, figures: Figures, speech: Speech): string {
	const { say, euro, number } = speech;
	const { gas, gasPrice, gasFixed, rise, heat, heatPrice, heatFixed, power, powerPrice, investment, subsidy, interest, years } = figures;
	if (missing.length > 0) return say('registers.notFilledIn', { figures: figuresNamed(missing, speech) });
	const times = (amount: number | null, unit: string, price: number | null) =>
		amount === 0 || price === null ? `${number(amount ?? 0)} ${unit}` : `${number(amount ?? 0)} ${unit} × ${euro(price)}`;
	switch (name) {
		case 'gas': {
			const told = times(gas, 'm³', gasPrice);
			return rise ? say('registers.howRising', { told, rise: number(rise) }) : told;
		}
		case 'heat':
			return times(heat, 'GJ', heatPrice);
		case 'power':
			return times(power, 'kWh', powerPrice);
		case 'gasFixed':
		case 'heatFixed':
			return say('registers.howAYear', { amount: euro((name === 'gasFixed' ? gasFixed : heatFixed) ?? 0) });
		case 'repayment': {
			const told = {
				investment: euro(investment ?? 0),
				subsidy: euro(subsidy ?? 0),
				years: number(years ?? 0),
				interest: number(interest ?? 0),
			};
			return say(principalOf(figures) === 0 ? 'registers.howNothingToRepay' : 'registers.howRepaid', told);
		}
	}
}
