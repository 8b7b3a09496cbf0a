/** A line that is an item of a list: its bullet or number, and what it says. */
export interface ListItem {
	mark: string;
	isNumbered: boolean;
	text: string;
}

const ROUND = '•●▪■◦‣⁃·∙○➢►✓\\uF0B7\\uF0A7';
/** A round bullet may touch the word; a dash, star or letter o that does so is part of it. */
const BULLET = new RegExp(`^(?:([${ROUND}])\\s*|([-*–—o])\\s+|(-)(?=\\p{L}))(.+)$`, 'u');
const NUMBER = /^(\d{1,2})[.)](?:\s+|(?=\p{L}))(.+)$/u;

export function listItemIn(text: string): ListItem | null {
	const number = NUMBER.exec(text);
	if (number) return { mark: `${number[1]}.`, isNumbered: true, text: (number[2] ?? '').trim() };
	const bullet = BULLET.exec(text);
	return bullet && { mark: bullet[1] ?? bullet[2] ?? bullet[3] ?? '', isNumbered: false, text: (bullet[4] ?? '').trim() };
}

export const isLoneMark = (text: string): boolean => new RegExp(`^(?:[${ROUND}*–-]|\\d{1,2}[.)])$`, 'u').test(text);

/** The words of a line without the bullet in front of them. */
export const withoutMark = (text: string): string => listItemIn(text)?.text ?? text;
