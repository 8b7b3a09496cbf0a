import { randomInt } from 'node:crypto';

/** Without what is taken for something else when it is read from a screen: no 0 and O, no 1, I and L. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 8;
const WHOLE = new RegExp(`^[${SIGNS}]{${LENGTH}}$`);

/** Eight of 31 signs, written XXXX-XXXX. `pick` gives a number from 0 up to its argument, at random. */
export function newJoinCode(pick: (below: number) => number = randomInt): string {
	const signs = Array.from({ length: LENGTH }, () => SIGNS[pick(SIGNS.length)]).join('');
	return `${signs.slice(0, LENGTH / 2)}-${signs.slice(LENGTH / 2)}`;
}

/** The code that somebody typed, as it is written; null when it cannot be one. Capitals, spaces and dashes make no difference. */
export function readJoinCode(typed: string): string | null {
	const signs = typed.toUpperCase().replace(/[\s\p{Pd}]/gu, '');
	return WHOLE.test(signs) ? `${signs.slice(0, LENGTH / 2)}-${signs.slice(LENGTH / 2)}` : null;
}
