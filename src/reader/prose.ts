import type { Line } from './line.ts';
import { type ListItem, listItemIn } from './list-item.ts';

const written = ({ isNumbered, mark, text }: ListItem): string => `${isNumbered ? mark : '-'} ${text}`;

/** Running text: paragraphs with an empty line between them, items of a list each on their line. */
export function proseOf(lines: Line[]): string {
	let prose = '';
	let before: { line: Line; item: ListItem | null } | null = null;
	for (const line of lines) {
		const item = listItemIn(line.text);
		if (before) prose += between(before, { line, item });
		prose += item ? written(item) : line.text;
		before = { line, item };
	}
	return prose;
}

type Told = { line: Line; item: ListItem | null };

function between(before: Told, { line, item }: Told): string {
	if (before.item && item) return '\n';
	if (line.afterGap) return '\n\n';
	if (item) return '\n';
	// A full sentence that stops halfway down the page was a paragraph; a few words were a line.
	return before.item || /[.!?…]["'’”)\]]*$/.test(before.line.text) ? '\n\n' : '\n';
}
