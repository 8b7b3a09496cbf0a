import type { Speech } from '#platform/messages.ts';
import type { Filled } from '../field.ts';
import type { Remark } from '../remarks.server.ts';
import { type Chart, chartOf } from './chart.ts';
import { measuredIn } from './criterion.ts';
import { baselineName, targetTold, valueIn } from './criterion-told.ts';
import { figureIn } from './figure.ts';

/** A drawing with its words, in the reader’s language. */
export interface ChartTold {
	chart: Chart;
	/** What it shows, for who does not see it. */
	label: string;
	across: { y: number; text: string }[];
	along: { x: number; text: string }[];
	/** What each kind of line is. */
	legend: { line: 'measured' | 'target' | 'baseline' | 'due'; text: string }[];
}

/** What was measured of a criterion, as a drawing; null where nothing was. */
export function chartTold(filled: Filled, remarks: readonly Remark[], speech: Speech): ChartTold | null {
	const { say, day, month, number } = speech;
	const measured = measuredIn(remarks);
	const [first, last] = [measured[0], measured.at(-1)];
	if (!first || !last) return null;
	const { baselineOn = '', due = '' } = filled;
	const baseline = figureIn(filled.baseline);
	const chart = chartOf({ measured, baseline, baselineOn, target: Number(filled.target), due });
	const value = valueIn(filled, speech);
	const target = targetTold(filled, speech);
	const span = { from: day(first.day), first: value(first.value), until: day(last.day), last: value(last.value) };
	const names = { year: (on: string) => on.slice(0, 4), month, day };
	return {
		chart,
		label: say('registers.chartDrawn', { count: measured.length, target, ...span }),
		across: chart.across.map(({ y, value }) => ({ y, text: number(value) })),
		along: chart.along.map(({ x, day, as }) => ({ x, text: names[as](day) })),
		legend: [
			{ line: 'measured', text: say('registers.chartMeasured', { unit: filled.unit ?? '' }) },
			{ line: 'target', text: say('registers.chartTarget', { target }) },
			...(baseline === null ? [] : [{ line: 'baseline' as const, text: `${baselineName(speech)}: ${value(baseline)}` }]),
			...(due === '' ? [] : [{ line: 'due' as const, text: say('registers.chartDue', { day: day(due) }) }]),
		],
	};
}
