import { CHANNEL_NAMES } from '#logbook/entry.ts';
import type { Speech } from '#platform/messages.ts';
import type { Filled } from '../field.ts';
import type { Reckoned } from '../reckoned.ts';
import type { Remark } from '../remarks.server.ts';
import { type CriterionStanding, criterionStanding, measuredIn } from './criterion.ts';

/** Whether a criterion is met, in words, with everything that was measured. */
export function criterionTold(filled: Filled, remarks: readonly Remark[], speech: Speech, today: string): Reckoned {
	const { say, day } = speech;
	const standing = criterionStanding(filled, measuredIn(remarks), today);
	const inUnit = valueIn(filled, speech);
	const baseline =
		filled.baseline === '' ? [] : [[filled.baselineOn ? day(filled.baselineOn) : '–', inUnit(filled.baseline), baselineName(speech), '']];
	const measured = remarks.map(({ day: on, measured, text, channel, authorName }) => [
		...[day(on), measured === null ? '–' : inUnit(measured), text],
		`${authorName || say('logbook.somebodyGone')}, ${say(CHANNEL_NAMES[channel])}`,
	]);
	return {
		title: say('registers.criterionTitle'),
		short: shortOf(filled, standing, speech),
		told: [outcomeOf(filled, standing, speech), ...(standing.isPast ? [say('registers.dueIsPast', { day: day(filled.due ?? '') })] : [])],
		table: {
			head: (['registers.measuredDay', 'registers.measuredValue', 'registers.measuredNote', 'registers.measuredBy'] as const).map((key) =>
				say(key),
			),
			rows: [...baseline, ...measured].map((cells) => ({ cells })),
		},
		notes: [],
	};
}

export const baselineName = ({ say }: Speech): string => say('registers.baselineShort');

/** A value as people read it: 1.200,5 m³. */
export const valueIn =
	({ unit }: Filled, { number }: Speech) =>
	(value: number | string | undefined): string =>
		`${number(Number(value))} ${unit ?? ''}`.trim();

/** What is to be reached: at least 40 dwellings. */
export const targetTold = (filled: Filled, speech: Speech): string =>
	speech.say(filled.direction === 'atMost' ? 'registers.targetAtMost' : 'registers.targetAtLeast', {
		value: valueIn(filled, speech)(filled.target),
	});

function outcomeOf(filled: Filled, { outcome, last, isPast }: CriterionStanding, speech: Speech): string {
	const { say, day } = speech;
	const target = targetTold(filled, speech);
	if (last === null) return say('registers.notMeasuredTold', { target });
	const told = { value: valueIn(filled, speech)(last.value), day: day(last.day), target };
	if (outcome === 'met') return say('registers.metTold', told);
	return say(isPast ? 'registers.unmetTold' : 'registers.notYetMetTold', told);
}

function shortOf(filled: Filled, { outcome, last, isPast }: CriterionStanding, speech: Speech): string {
	const { say, day } = speech;
	const past = isPast && outcome !== 'met' ? say('registers.dueIsPastShort', { day: day(filled.due ?? '') }) : '';
	const unmet = isPast ? 'registers.unmet' : 'registers.notYetMet';
	const word = say(outcome === 'met' ? 'registers.met' : outcome === 'unmet' ? unmet : 'registers.notMeasured');
	const value = last && say('registers.lastMeasured', { value: valueIn(filled, speech)(last.value), day: day(last.day) });
	return [word, value, past].filter(Boolean).join(', ');
}
