import { type Block, type Chapter, fact, heading, paragraph, strong, words } from '#paper/blocks.ts';
import type { Speech } from '#platform/messages.ts';
import { arranged, crossedIn } from './arranging.ts';
import { SIZES } from './definitions/words.ts';
import { fieldTold, type Titles } from './field.ts';
import { type Reckoned, reckonedOf } from './reckoned.ts';
import type { Item, Register } from './register.ts';
import type { Remark } from './remarks.server.ts';
import { factsOf } from './told.ts';

/** A register with what of it goes on paper. */
export interface OnPaper {
	register: Register;
	items: readonly Item[];
	remarks: ReadonlyMap<string, readonly Remark[]>;
}

/** What parties want, what may go wrong and by what it is seen whether it worked; a register on which nothing stands is left out. */
export function registersChapter(all: readonly OnPaper[], titleOf: Titles, speech: Speech, today: string): Chapter {
	const { say } = speech;
	const filled = all.filter(({ items }) => items.length > 0);
	return {
		title: words(say('registers.registers')),
		blocks:
			filled.length === 0
				? [paragraph(say('registers.paperEmpty'))]
				: filled.flatMap(({ register, items, remarks }) => [
						heading(2, say(register.title)),
						paragraph(say(register.lead)),
						...crossedBlocks(register, items, speech),
						...arranged(register, items).flatMap((item) => {
							const there = remarks.get(item.id) ?? [];
							return itemBlocks(register, item, there, reckonedOf(register, item, there, speech, today), titleOf, speech);
						}),
					]),
	};
}

function itemBlocks(
	register: Register,
	item: Item,
	remarks: readonly Remark[],
	reckoned: Reckoned | null,
	titleOf: Titles,
	speech: Speech,
): Block[] {
	const { say } = speech;
	const called = item.filled[register.called] ?? '';
	const facts = factsOf(register, item, item.ownerName, speech, titleOf).filter(({ text }) => text !== '' && text !== called);
	if (item.level === 'core') facts.push({ label: say('projects.level'), text: say('registers.forCore') });
	// What was measured stands in the table below.
	if (remarks.length > 0 && !register.measures)
		facts.push({ label: say('registers.remarks'), text: remarks.map((one) => remarkTold(register, item, one, speech)).join('\n') });
	return [
		heading(3, called),
		...(reckoned ? answerBlocks(reckoned) : []),
		{ kind: 'facts', facts: facts.map(({ label, text }) => fact(label, text)) },
		...(reckoned ? sumBlocks(reckoned) : []),
	];
}

/** The picture as a grid of names: what is larger stands further to the right, or higher up. */
function crossedBlocks({ crossed, called, fields }: Register, items: readonly Item[], speech: Speech): Block[] {
	if (!crossed) return [];
	const { say } = speech;
	const { placed, others } = crossedIn(crossed, items);
	const sort = crossed.square?.field ?? '';
	// What is a square on the screen has its word here.
	const nameOf = ({ filled }: Item) =>
		[filled[called], fields[sort] && fieldTold(fields[sort], filled[sort] ?? '', speech, () => '')].filter(Boolean).join(', ');
	const { along, up } = crossed;
	const sizes = Object.entries(SIZES);
	const namesAt = (right: string, high: string) =>
		placed
			.filter(({ filled }) => filled[along] === right && filled[up] === high)
			.map(nameOf)
			.join('\n');
	const grid: Block = {
		kind: 'table',
		widths: [2, ...sizes.map(() => 2)],
		head: [words(`${say(crossed.upName)} ↑ ${say(crossed.alongName)} →`), ...sizes.map(([, name]) => words(say(name)))],
		rows: sizes.toReversed().map(([high, name]) => [strong(say(name)), ...sizes.map(([right]) => words(namesAt(right, high) || '–'))]),
	};
	return [
		...(placed.length > 0 ? [grid] : []),
		...(others.length > 0 ? [paragraph(`${say('registers.notDrawn')}: ${others.map(nameOf).join('; ')}`)] : []),
	];
}

const answerBlocks = ({ told }: Reckoned): Block[] =>
	told.map((sentence, index) => (index === 0 ? { kind: 'paragraph', text: strong(sentence) } : paragraph(sentence)));

const sumBlocks = ({ table, notes }: Reckoned): Block[] => [
	...(table.rows.length === 0
		? []
		: [
				{
					kind: 'table' as const,
					widths: table.head.map((_, index) => (index === 1 ? 3 : 2)),
					head: table.head.map(words),
					rows: table.rows.map(({ cells, isTotal }) => cells.map(isTotal ? strong : words)),
				},
			]),
	...notes.map(paragraph),
];

/** A remark as one line. */
export function remarkTold(register: Register, item: Item, { day, text, measured }: Remark, speech: Speech): string {
	const unit = register.measures ? (item.filled[register.measures.unit] ?? '') : '';
	const figure = measured === null ? '' : `${speech.number(measured)} ${unit}`.trim();
	return `${speech.day(day)}: ${[figure, text].filter(Boolean).join('. ')}`;
}
