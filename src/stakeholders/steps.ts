import type { MessageKey } from '#platform/messages.ts';

/** How much, in five steps that are told in words and never as a number. Null is a real answer: not determined yet. */
export const STEPS = [1, 2, 3, 4, 5] as const;
export type Step = (typeof STEPS)[number];

export const AXES = ['interest', 'influence'] as const;
export type Axis = (typeof AXES)[number];

export const AXIS_NAMES: Record<Axis, MessageKey> = { interest: 'stakeholders.interest', influence: 'stakeholders.influence' };

const WORDS = {
	interest: [
		'stakeholders.interestOne',
		'stakeholders.interestTwo',
		'stakeholders.interestThree',
		'stakeholders.interestFour',
		'stakeholders.interestFive',
	],
	influence: [
		'stakeholders.influenceOne',
		'stakeholders.influenceTwo',
		'stakeholders.influenceThree',
		'stakeholders.influenceFour',
		'stakeholders.influenceFive',
	],
	willingness: [
		'stakeholders.willingnessOne',
		'stakeholders.willingnessTwo',
		'stakeholders.willingnessThree',
		'stakeholders.willingnessFour',
		'stakeholders.willingnessFive',
	],
} as const satisfies Record<string, readonly MessageKey[]>;

/** How a step of something is called. */
export const stepName = (of: Axis | 'willingness', step: Step | null): MessageKey =>
	step === null ? 'stakeholders.notSet' : (WORDS[of][step - 1] ?? 'stakeholders.notSet');

/** As it stands in a form; anything else is not determined. */
export const stepIn = (typed: string): Step | null => STEPS.find((step) => String(step) === typed) ?? null;
