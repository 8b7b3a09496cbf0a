import { folded, type Line } from './line.ts';
import { listItemIn } from './list-item.ts';

const NARROWEST = 40;
const WIDEST = 130;
const ENOUGH = 3;

const endsSentence = (text: string): boolean => /[.!?…:;]["'’”)\]]*$/.test(text);
const goesOn = (text: string): boolean => /^[\p{Ll}(]/u.test(text) && !/^(?:https?:|www\.)/.test(text);

/** How the lines of one page were broken: where the paragraph ended, or where the paper did. */
export class Wrapping {
	/** The width the whole page was broken at, or null when lines are as long as their paragraphs. */
	readonly #width: number | null;
	readonly #times = new Map<string, number>();

	constructor(lines: Line[]) {
		for (const { text } of lines) this.#times.set(folded(text), (this.#times.get(folded(text)) ?? 0) + 1);
		const width = Math.max(0, ...lines.map(({ text, indent }) => text.length + indent));
		const wraps = lines.filter((line, index) => {
			const before = lines[index - 1];
			return before && !line.afterGap && before.text.length > width * 0.6 && !endsSentence(before.text) && goesOn(line.text);
		});
		this.#width = width >= NARROWEST && width <= WIDEST && wraps.length >= ENOUGH ? width : null;
	}

	/** The same lines with those put together that were one. */
	undone(lines: Line[]): Line[] {
		const whole: Line[] = [];
		// Measured against the line as it stood on the page, not against what it has become.
		let last: Line | undefined;
		for (const [index, line] of lines.entries()) {
			const before = whole.at(-1);
			if (before && last && (this.#continues(last, before, line) || isBetweenItems(before, line, lines[index + 1])))
				whole[whole.length - 1] = { ...before, text: `${before.text} ${line.text}` };
			else whole.push(line);
			last = line;
		}
		return whole;
	}

	#continues(last: Line, whole: Line, line: Line): boolean {
		if (line.afterGap || listItemIn(line.text)) return false;
		if (this.#isRepeated(line) && !this.#isRepeated(last)) return false;
		if (listItemIn(whole.text) && line.indent > whole.indent) return true;
		if (!endsSentence(last.text) && goesOn(line.text)) return true;
		const [word = ''] = line.text.split(' ');
		return this.#width !== null && last.indent + last.text.length + 1 + word.length > this.#width;
	}

	#isRepeated(line: Line): boolean {
		return (this.#times.get(folded(line.text)) ?? 0) > 1;
	}
}

/** Without room around it, a line between two items of a list belongs to the first. */
function isBetweenItems(before: Line, line: Line, next: Line | undefined): boolean {
	if (line.afterGap || !next || next.afterGap || listItemIn(line.text)) return false;
	return listItemIn(before.text) !== null && listItemIn(next.text) !== null;
}
