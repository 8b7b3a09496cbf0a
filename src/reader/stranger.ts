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

function strangerAt({ name, heading, lines }: Section): number {
	const addition = lines.findIndex((line, index) => index > 0 && (line.afterGap || name === 'tips') && isAddition(line.text));
	const standsAlone = lines.flatMap((line, index) => (isAlone(lines, index, heading !== null && name !== 'tips') ? [index] : []));
	// An approach that is divided has two parts or more; one heading alone in it is somebody else's.
	const alone = name === 'approach' && standsAlone.length > 1 ? -1 : (standsAlone[0] ?? -1);
	const found = [addition, name === 'tips' && !lines.some(({ text }) => listItemIn(text)) ? -1 : alone].filter((index) => index > 0);
	return found.length === 0 ? -1 : Math.min(...found);
}

/** A few words with room above and, outside a list of tips, below them, and a text under them. */
function isAlone(lines: Line[], index: number, needsRoomBelow: boolean): boolean {
	const line = lines[index];
	const next = lines[index + 1];
	if (index === 0 || !line?.afterGap || !next || line.indent > 0) return false;
	return looksLikeHeading(line.text) && listItemIn(line.text) === null && (next.afterGap || !needsRoomBelow);
}
