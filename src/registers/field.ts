import type { MessageKey, Speech } from '#platform/messages.ts';

interface Asked {
	/** How it is called in the form: Dutch, as all of our addresses and forms. */
	name: string;
	label: MessageKey;
	hint?: MessageKey;
	/** What is said when it is empty; without it, it may stay empty. */
	missing?: MessageKey;
	/** Another field that, once filled in, asks for this one, and what is said when it is empty then. */
	onceFilled?: { field: string; missing: MessageKey };
}

/** One of a few words. What is not filled in has none, or the word for it. */
export interface ChoiceField extends Asked {
	as: 'choice';
	words: Readonly<Record<string, MessageKey>>;
	/** What stands for not filled in. */
	none?: MessageKey;
	/** Whether nothing is told of it where nothing was chosen. */
	isQuiet?: true;
}

export interface NumberField extends Asked {
	as: 'number';
	least?: number;
	most?: number;
	/** In figures and nothing between them, such as a year. */
	plain?: true;
}

/** Every one of these words has a place, 1 being the first; what has none was not ranked. Kept as the words in their order. */
export interface RankingField extends Asked {
	as: 'ranking';
	words: Readonly<Record<string, MessageKey>>;
}

/** What a register asks of each item. */
export type Field = (Asked & { as: 'line' | 'text' | 'day' | 'party' | 'decision' }) | ChoiceField | NumberField | RankingField;

export type Fields = Readonly<Record<string, Field>>;
/** What is filled in. All is text: a number with a point, a day as 2026-11-22, the id of a decision; empty is not filled in. */
export type Filled<F extends Fields = Fields> = Record<keyof F & string, string>;

/** What decisions of the logbook are called, by id; the empty text for one that the reader does not see. */
export type Titles = (decision: string) => string;

/** The words of a ranking, the first one first. */
export const rankedIn = (kept: string): string[] => kept.split(' ').filter(Boolean);

/** What stands in a field, as people read it; empty where nothing does. */
export function fieldTold(field: Field, kept: string, { say, number, day }: Speech, titleOf: Titles): string {
	if (field.as === 'choice') {
		const word = field.words[kept] ?? (field.isQuiet ? undefined : field.none);
		return word ? say(word) : '';
	}
	if (kept === '') return '';
	switch (field.as) {
		case 'number':
			return field.plain ? kept : number(Number(kept));
		case 'day':
			return day(kept);
		case 'decision':
			return titleOf(kept) || say('registers.decisionGone');
		case 'ranking':
			return rankedIn(kept)
				.flatMap((one, index) => (field.words[one] ? [`${index + 1}. ${say(field.words[one])}`] : []))
				.join('\n');
		default:
			return kept;
	}
}
