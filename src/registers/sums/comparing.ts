import type { Speech } from '#platform/messages.ts';
import { COSTS } from '../definitions/goals.ts';
import { type Field, type Filled, fieldTold } from '../field.ts';
import { labelOf } from '../told.ts';
import { costNeutrality, costsMore, type Effect, effectsOf, figuresIn } from './cost-neutrality.ts';
import { dearer, figureName, LINE_NAMES } from './cost-neutrality-told.ts';

/** Two values of the same thing, and whether they differ. */
export interface Beside {
	label: string;
	one: string;
	other: string;
	differs: boolean;
}

export interface Comparison {
	/** What is filled in; what neither has is left out. */
	filled: Beside[];
	/** What each line costs a month. */
	lines: Beside[];
	/** What every figure that differs does to the outcome, by itself, and all of them together. */
	effects: { label: string; effect: string }[];
}

/** Two definitions of cost neutral, or one with what somebody tries out in it, line by line. */
export function comparisonOf(one: Filled, other: Filled, speech: Speech): Comparison {
	const { say, euro } = speech;
	const beside = (label: string, [left, right]: [string, string]): Beside => ({ label, one: left, other: right, differs: left !== right });
	const [ours, theirs] = [figuresIn(one), figuresIn(other)];
	const [sum, otherSum] = [costNeutrality(ours), costNeutrality(theirs)];
	const amount = (costs: { perMonth: number } | null | undefined) => (costs ? euro(Math.round(costs.perMonth * 100) / 100) : '–');
	const effects = effectsOf(ours, theirs);
	return {
		filled: Object.entries<Field>(COSTS.fields).flatMap(([key, field]) => {
			const told = (filled: Filled) => fieldTold(field, filled[key] ?? '', speech, () => '');
			const pair = beside(labelOf(field.label, speech), [told(one), told(other)]);
			return key === COSTS.called || (pair.one === '' && pair.other === '') ? [] : [pair];
		}),
		lines: [
			...sum.lines.map(({ name, costs }, index) => beside(say(LINE_NAMES[name]), [amount(costs), amount(otherSum.lines[index]?.costs)])),
			beside(say('registers.sumNow'), [amount(sum.now), amount(otherSum.now)]),
			beside(say('registers.sumAfter'), [amount(sum.after), amount(otherSum.after)]),
			beside(say('registers.sumDifference'), [amount(sum.difference), amount(otherSum.difference)]),
		],
		effects: [
			...effects.map(({ figure, perMonth }) => ({ label: figureName(figure, speech), effect: effectTold(perMonth, speech) })),
			...(effects.length > 1 ? [{ label: say('registers.allTogether'), effect: effectTold(costsMore(ours, theirs), speech) }] : []),
		],
	};
}

const effectTold = (perMonth: Effect['perMonth'], speech: Speech): string =>
	perMonth === null ? speech.say('registers.effectUnknown') : dearer(perMonth, speech);
