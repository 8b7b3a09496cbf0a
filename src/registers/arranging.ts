import { type Dot, dotsIn } from '#design/five-by-five.ts';
import type { MessageKey, Speech } from '#platform/messages.ts';
import type { ChoiceField, Field } from './field.ts';
import type { Crossing, Item, Register } from './register.ts';
import { factsOf } from './told.ts';

/** Items that were given both sizes and still count, the largest first, with where each is drawn; and those that are not drawn. */
export function crossedIn({ along, up, over, square }: Crossing, items: readonly Item[]): { placed: Item[]; others: Item[]; dots: Dot[] } {
	const isDrawn = ({ filled }: Item) => Boolean(filled[along] && filled[up]) && filled[over.field] !== over.word;
	const sizes = ({ filled }: Item) => ({ along: Number(filled[along]), up: Number(filled[up]) });
	const size = (item: Item) => sizes(item).along * sizes(item).up;
	const placed = items.filter(isDrawn).toSorted((one, other) => size(other) - size(one) || sizes(other).up - sizes(one).up);
	const isSquare = ({ filled }: Item) => square !== undefined && filled[square.field] === square.word;
	return {
		...{ placed, others: items.filter((item) => !isDrawn(item)) },
		dots: dotsIn(placed.map((item) => ({ ...sizes(item), isSquare: isSquare(item), from: null }))),
	};
}

export interface Group {
	/** The word that its items have in common, and how that is called; without them it is the whole list. */
	word: string;
	title: MessageKey | null;
	items: Item[];
}

/** The items of a register as they belong together, in the order of the words they are grouped by; a group without any is left out. */
export function groupsOf(register: Register, items: readonly Item[]): Group[] {
	const key = register.grouped;
	const field = key === undefined ? undefined : register.fields[key];
	if (key === undefined || !isChoice(field)) return [{ word: '', title: null, items: [...items] }];
	const words: [string, MessageKey | null][] = [...Object.entries(field.words), ['', field.none ?? null]];
	return words
		.map(([word, title]) => ({ word, title, items: items.filter(({ filled }) => (filled[key] ?? '') === word) }))
		.filter((group) => group.items.length > 0);
}

const isChoice = (field: Field | undefined): field is ChoiceField => field?.as === 'choice';

/** Every item, as a list of its register has them: what is largest first, or what belongs together. */
export function arranged(register: Register, items: readonly Item[]): Item[] {
	if (!register.crossed) return groupsOf(register, items).flatMap((group) => group.items);
	const { placed, others } = crossedIn(register.crossed, items);
	return [...placed, ...others];
}

/** Those in which each of these words stands somewhere, in what is filled in or in how that is told. */
export function withWords(register: Register, items: readonly Item[], typed: string, speech: Speech): Item[] {
	const words = plain(typed).split(/\s+/).filter(Boolean);
	return items.filter((item) => {
		const facts = factsOf(register, item, item.ownerName, speech, () => '');
		const text = plain(facts.map((fact) => fact.text).join('\n'));
		return words.every((word) => text.includes(word));
	});
}

/** Without regard to case and accents. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('nl');
