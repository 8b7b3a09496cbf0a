import { type Block, type Chapter, fact, heading, paragraph, words } from '#paper/blocks.ts';
import type { Speech } from '#platform/messages.ts';
import type { Titles } from './field.ts';
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
export function registersChapter(all: readonly OnPaper[], titleOf: Titles, speech: Speech): Chapter {
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
						...items.flatMap((item) => itemBlocks(register, item, remarks.get(item.id) ?? [], titleOf, speech)),
					]),
	};
}

function itemBlocks(register: Register, item: Item, remarks: readonly Remark[], titleOf: Titles, speech: Speech): Block[] {
	const { say } = speech;
	const called = item.filled[register.called] ?? '';
	const facts = factsOf(register, item, item.ownerName, speech, titleOf).filter(({ text }) => text !== '' && text !== called);
	if (item.level === 'core') facts.push({ label: say('projects.level'), text: say('registers.forCore') });
	if (remarks.length > 0)
		facts.push({
			label: say(register.measures ? 'registers.measurements' : 'registers.remarks'),
			text: remarks.map((one) => remarkTold(register, item, one, speech)).join('\n'),
		});
	return [heading(3, called), { kind: 'facts', facts: facts.map(({ label, text }) => fact(label, text)) }];
}

/** A remark as one line. */
export function remarkTold(register: Register, item: Item, { day, text, measured }: Remark, speech: Speech): string {
	const unit = register.measures ? (item.filled[register.measures.unit] ?? '') : '';
	const figure = measured === null ? '' : `${speech.number(measured)} ${unit}`.trim();
	return `${speech.day(day)}: ${[figure, text].filter(Boolean).join('. ')}`;
}
