import type { Line } from './line.ts';
import { type ListItem, listItemIn } from './list-item.ts';
import { proseOf } from './prose.ts';

/** Reads tips, each without its bullet and with everything that hangs under it. */
export function tipsIn(lines: Line[], isOne: boolean): string[] {
	const itemOf = numbersWithoutStop(lines) ? bareNumber : ({ text }: Line) => listItemIn(text);
	const first = lines.find((line) => itemOf(line) !== null);
	// A copy that lost its bullets still has every tip on a line of its own.
	if (!first) return isOne ? [proseOf(lines)].filter((tip) => tip !== '') : lines.map(({ text }) => text);
	const kind = itemOf(first) as ListItem;
	const tips: string[] = [];
	let hasBegun = false;
	for (const line of lines) {
		const item = itemOf(line);
		const isBelow = item !== null && !isAlike(item, kind) && (line.indent > first.indent || kind.isNumbered || opensList(tips.at(-1)));
		if (item && !isBelow) tips.push(item.text);
		else if (!hasBegun) tips.push(line.text);
		else tips.push(`${tips.pop()}${isBelow ? '\n- ' : line.afterGap ? '\n\n' : ' '}${item?.text ?? line.text}`);
		hasBegun ||= item !== null;
	}
	return tips;
}

/** Other bullets behind a colon, or below such bullets, hang under the tip. */
const opensList = (tip = ''): boolean => /:(?:\n- .*)*$/.test(tip);

const isAlike = (item: ListItem, kind: ListItem): boolean =>
	item.isNumbered === kind.isNumbered && (item.isNumbered || item.mark === kind.mark);

function bareNumber({ text }: Line): ListItem | null {
	const [, mark, rest] = /^(\d{1,2})\s+(\p{Lu}.*)$/u.exec(text) ?? [];
	return mark && rest ? { mark, isNumbered: true, text: rest } : null;
}

/** A single line that begins with a number may just count something; lines that count up are a list. */
const numbersWithoutStop = (lines: Line[]): boolean => {
	const marks = lines.flatMap((line) => bareNumber(line)?.mark ?? []);
	return marks.length > 1 && marks.every((mark, index) => mark === String(index + 1));
};
