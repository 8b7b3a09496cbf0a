import { isAddition } from './furniture.ts';
import { looksLikeHeading } from './heading.ts';
import type { Line } from './line.ts';
import { listItemIn } from './list-item.ts';
import type { Section } from './sections.ts';

/** Cuts off what a section holds from a heading on that the guide does not have. */
export function withoutStranger(section: Section): { own: Line[]; strange: Line[] } {
	const at = strangerAt(section);
	return at === -1 ? { own: section.lines, strange: [] } : { own: section.lines.slice(0, at), strange: section.lines.slice(at) };
}

/** A single heading that does belong in an approach: it tells how to go about it. */
const TELLS_HOW = /stap|werkwijze|voorbereiding|uitvoering|vervolg/i;

function strangerAt({ name, heading, lines }: Section): number {
	const hasColon = heading?.hasColon ?? false;
	const addition = lines.findIndex((line, index) => index > 0 && (line.afterGap || name === 'tips') && isAddition(line.text));
	const alone = [...lines.keys()].filter((index) => isAlone(lines, index, name === 'tips', hasColon));
	const found = [addition, mayHoldHeadings(name, lines, alone) ? -1 : (alone[0] ?? -1)].filter((index) => index > 0);
	return found.length === 0 ? -1 : Math.min(...found);
}

/** An approach that is divided has two parts or more; one heading alone in it is somebody else's. Tips without bullets look like headings. */
function mayHoldHeadings(name: Section['name'], lines: Line[], alone: number[]): boolean {
	if (name === 'tips') return !lines.some(({ text }) => listItemIn(text));
	const [only, ...others] = alone;
	if (name !== 'approach' || only === undefined) return false;
	return others.length > 0 || TELLS_HOW.test(lines[only]?.text ?? '') || (listItemIn(lines[only + 1]?.text ?? '')?.isNumbered ?? false);
}

/** A few words with room above and, outside a list of tips, below them, and a text under them. */
function isAlone(lines: Line[], index: number, isAmongTips: boolean, hasColon: boolean): boolean {
	const line = lines[index];
	const next = lines[index + 1];
	if (index === 0 || !line?.afterGap || !next || line.indent > 0) return false;
	// "Denk aan:" above a list is a line of the text, also where headings end in a colon.
	if (line.text.endsWith(':') && listItemIn(next.text)) return false;
	return looksLikeHeading(line.text, hasColon) && listItemIn(line.text) === null && (next.afterGap || isAmongTips);
}
