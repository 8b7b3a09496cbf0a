import type { Speech } from '#platform/messages.ts';
import { fieldTold, type Titles } from './field.ts';
import type { Given, Register } from './register.ts';

export interface Fact {
	label: string;
	text: string;
	/** Of what names a decision of the logbook: its id, where the reader sees it. */
	decision?: string;
}

/** What stands in an item, a line each, in the order of its form; also what is not filled in. */
export function factsOf(
	register: Register,
	{ filled, source, reviewOn }: Given,
	ownerName: string,
	speech: Speech,
	titleOf: Titles,
): Fact[] {
	const { say, day } = speech;
	return [
		...Object.entries(register.fields).map(([key, field]) => {
			const kept = filled[key] ?? '';
			const fact = { label: labelOf(field.label, speech), text: fieldTold(field, kept, speech, titleOf) };
			return field.as === 'decision' && titleOf(kept) !== '' ? { ...fact, decision: kept } : fact;
		}),
		{ label: say('registers.ownerShort'), text: ownerName },
		{ label: say('registers.sourceShort'), text: source },
		{ label: say('registers.reviewShort'), text: reviewOn === '' ? '' : day(reviewOn) },
	];
}

/** A label without what it says to who fills it in. */
export const labelOf = (label: Parameters<Speech['say']>[0], { say }: Speech): string => say(label).replace(/ \([^)]*\)$/, '');
