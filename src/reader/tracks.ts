import type { Line } from './line.ts';
import { withoutMark } from './list-item.ts';

const LAST = 'L';
const LETTER = new RegExp(`(?<![\\p{L}\\p{N}])[A-${LAST}](?![\\p{L}\\p{N}’'])`, 'gu');
const SEVERAL_WITH_WORDS = new RegExp(`^(?:spoor\\s+|sporen\\s+)?[A-${LAST}](?:[\\s,;/+&]+|\\s+en\\s+)[A-${LAST}]\\s.*\\p{L}{3}`, 'iu');
const WORDS_BETWEEN = new Set(['en', 'spoor', 'sporen']);
const MAX_WORDS = 14;

/** The letters of the tracks a line names, or none when it is about something else. */
function lettersIn(text: string): string[] {
	const plain = withoutMark(text).replace(/\.$/, '');
	const words = plain.split(/[\s,;:/+&|·•()-]+/).filter((word) => word !== '' && !WORDS_BETWEEN.has(word.toLowerCase()));
	if (words.length > 0 && words.every(isLetters)) return words.flatMap((word) => [...word.toUpperCase()]);
	// With its name behind it, or before it in brackets.
	const namesTrack = new RegExp(`^(?:spoor\\s+|sporen\\s+)?[A-${LAST}](?![\\p{L}\\p{N}’'])|\\([A-${LAST}]\\)$`, 'iu').test(plain);
	if (!namesTrack || /[!?]$/.test(text) || (text.endsWith('.') && words.length > MAX_WORDS / 2) || /^[a-z]\s/.test(plain)) return [];
	return [...plain.matchAll(LETTER)].map(([letter]) => letter);
}

/** One letter, or several glued together in the order of the alphabet. */
const isLetters = (word: string): boolean =>
	new RegExp(`^[A-${LAST}]$`, 'i').test(word) ||
	(new RegExp(`^[A-${LAST}]+$`).test(word) && [...word].every((letter, index) => index === 0 || letter > (word[index - 1] ?? '')));

/** Reads what stands under "Draagt bij aan spoor". */
export function readTracks(lines: Line[]): { tracks: string[]; unread: Line[] } {
	const tracks = new Set<string>();
	const unread: Line[] = [];
	let nameMayFollow = false;
	for (const line of lines) {
		const letters = lettersIn(line.text);
		for (const letter of letters) tracks.add(letter);
		// A copy can put the name of a track on the line under its letter.
		if (letters.length === 0 && !(nameMayFollow && !line.afterGap && !line.text.endsWith('.'))) unread.push(line);
		// Words behind several letters name none of them.
		if (letters.length > 1 && SEVERAL_WITH_WORDS.test(withoutMark(line.text))) unread.push(line);
		nameMayFollow = letters.length === 1 && /^(?:spoor )?\S{1,2}$/i.test(line.text);
	}
	return { tracks: [...tracks], unread };
}
