import { isLoneMark } from './list-item.ts';

/** A line of a copied page, without what the copying left on it. */
export interface Line {
	/** Its place on the page, so that what was taken apart can be told in order again. */
	number: number;
	text: string;
	indent: number;
	/** Whether the page leaves room above it. */
	afterGap: boolean;
}

const INVISIBLE = /\u00AD|\u180E|[\u200B-\u200F]|[\u2060-\u2064]|\uFEFF/g;
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const BLANKS = /[^\S\n]/g;
/** A line drawn with signs, or an arrow alone, says as much as an empty one. */
const RULE = /^(?:[-_=*–—~]{3,}|[>›»→|/<‹«←]+)$/;

/** The lines that have something on them. */
export function linesOf(text: string): Line[] {
	const lines: Line[] = [];
	let afterGap = true;
	let mark: Line | null = null;
	for (const [number, written] of text
		.replace(INVISIBLE, '')
		.replace(LINE_ENDS, '\n')
		.replace(/\t/g, '    ')
		.replace(BLANKS, ' ')
		.split('\n')
		.entries()) {
		const trimmed = written.trim();
		if (trimmed === '' || RULE.test(trimmed)) {
			afterGap = true;
			continue;
		}
		const line: Line = { number, text: trimmed, indent: written.length - written.trimStart().length, afterGap };
		afterGap = false;
		// Some copies leave a bullet alone on its line and put the words under it.
		if (isLoneMark(trimmed)) mark = line;
		else {
			lines.push(mark ? { ...mark, text: `${mark.text} ${trimmed}` } : line);
			mark = null;
		}
	}
	return lines;
}

/** What two lines have in common when a reader would call them the same. */
export const folded = (text: string): string =>
	text
		.normalize('NFC')
		.toLowerCase()
		.replace(/\s+/g, ' ')
		.replace(/[.:…]+$/, '');
