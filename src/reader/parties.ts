import type { Line } from './line.ts';
import { listItemIn, withoutMark } from './list-item.ts';

const KNOWN =
	/gemeente|corporatie|bewoner|huurder|eigena(?:ar|ren)|netbeheer|energie|warmte|\bvve|verhuurder|ondernemer|bedrij[fv]|bouw|installat|financier|\bbank|waterschap|provincie|college|wethouder|raad|advi(?:es|seur)|begeleider|zorg|welzijn|domein|coöperatie|initiatie/i;
const TELLS =
	/^(?:dit|deze|dat|die|let op|lees|bekijk|klik|laatst|hier|er|je|u|wij|we|in|op|bij|met|voor|als|om|zie|nieuw|nog|download)\b/i;
const ABBREVIATED = /\b(?:e\.a|etc|e\.d|o\.a|b\.v|n\.v)\.$/i;
const MAX_WORDS = 8;

/** Cuts at commas, but not at those in brackets. */
const split = (text: string): string[] => text.split(/[,;|](?![^(]*\))|\s[·•]\s/).map((part) => part.trim());

/** The parties on one line. In a list with commas the last two may be joined by "en". */
function partiesIn(text: string): string[] {
	const parts = split(ABBREVIATED.test(text) ? text : text.replace(/\.$/, '')).filter((part) => part !== '');
	const last = parts.at(-1);
	const [, before, after] = /^(\S+(?: \S+)?[^-\s]) en (\S+(?: \S+)?)$/.exec(last ?? '') ?? [];
	if (parts.length < 2 || !before || !after || /burgemeester|wethouder/i.test(last ?? '')) return parts;
	return [...parts.slice(0, -1), before, after];
}

const looksLikeParties = (text: string): boolean =>
	!TELLS.test(text) &&
	!/\d/.test(text) &&
	(!/[.!?…:]$/.test(text) || ABBREVIATED.test(text) || ((text.includes(',') || !/\s/.test(text)) && KNOWN.test(text))) &&
	split(text).every((part) => part.split(/\s+/).length <= MAX_WORDS);

/** Reads what stands under "Betrokken partijen". The website shows icons, so a copy may have nothing there. */
export function readParties(copied: Line[], isOnLabel: (line: Line) => boolean): { parties: string[]; unread: Line[] } {
	const lines = joined(copied);
	const gap = lines.findIndex((line, index) => index > 0 && line.afterGap);
	// One party and then a gap: this copy has room between all of them. Otherwise a gap is where the parties end.
	const isSpaced = gap === 1 && split(lines[0]?.text ?? '').length === 1 && !listItemIn(lines[0]?.text ?? '');
	// Words that stand away from the label and hold no party we know of are a text about something else.
	const areNear =
		lines[0] === undefined ||
		!lines[0].afterGap ||
		lines.some(({ text }) => KNOWN.test(text) || text.includes(',')) ||
		(lines.length > 1 && lines.every(({ text }) => looksLikeParties(text)));
	const parties: string[] = [];
	const unread: Line[] = [];
	for (const [index, line] of lines.entries()) {
		const isNear = areNear && (gap === -1 || index < gap || isSpaced);
		const isTitleOfText = !KNOWN.test(line.text) && lines[index + 1]?.afterGap === true && !looksLikeParties(lines[index + 1]?.text ?? '');
		const text = withoutMark(line.text);
		const isParties =
			isOnLabel(line) || listItemIn(line.text) !== null || (looksLikeParties(text) && !isTitleOfText && (isNear || KNOWN.test(text)));
		if (isParties) parties.push(...partiesIn(text));
		else unread.push(line);
	}
	return { parties: [...new Set(parties)], unread };
}

/** A list with commas that was broken in the middle of a party. */
function joined(lines: Line[]): Line[] {
	const whole: Line[] = [];
	for (const line of lines) {
		const before = whole.at(-1);
		const goesOn = before && !line.afterGap && before.text.includes(',') && /^\p{Ll}/u.test(line.text) && !listItemIn(line.text);
		if (goesOn) whole[whole.length - 1] = { ...before, text: `${before.text} ${line.text}` };
		else whole.push(line);
	}
	return whole;
}
