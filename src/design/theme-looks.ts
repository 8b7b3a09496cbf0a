import type { Root } from 'postcss';
import { type Colour, laidOn, readColour } from './theme-colour.ts';
import { PAGE_GROUND, PAGE_INK, type Pair } from './theme-pairs.ts';
import type { Scheme } from './theme-places.ts';
import { resolved, type Tokens, tokensOf } from './theme-tokens.ts';

/** What a reader gets on one kind of screen: the theme where it speaks, and our own where it is silent. */
export interface Looks {
	scheme: Scheme;
	/** What the theme itself says. */
	own: Tokens;
	tokens: Tokens;
}

export function looksOf(theme: Root, defaults: Root, scheme: Scheme): Looks {
	const own = tokensOf(theme, scheme);
	return { scheme, own, tokens: new Map([...tokensOf(defaults, scheme), ...own]) };
}

/** Why a token gives no colour to measure, or null when it does. */
export function whyUnreadable(name: string, { tokens }: Looks): string | null {
	const value = resolved(name, tokens);
	if (value === null) return 'which refers to a token that is not set, or to itself';
	if (isCurrent(value) && name !== PAGE_INK && name !== PAGE_GROUND) return null;
	const colour = readColour(value);
	if (!colour) return 'which could not be read as a colour: write a hex code, rgb(), hsl(), white, black, transparent or currentcolor';
	return name === PAGE_GROUND && colour.alpha < 1 ? 'but nothing lies beneath the page, so it must be opaque' : null;
}

/** The two colours of a pair as the eye gets them. Null when one of them cannot be read. */
export function seenAs({ front, ground }: Pair, looks: Looks): { front: Colour; ground: Colour } | null {
	const ink = inkOf(front, looks);
	const under = ink && groundOf(ground, ink, looks);
	return under && { front: laidOn(ink, under), ground: under };
}

/** As the colour of letters, `currentcolor` is that of the text around them. */
function inkOf(name: string, { tokens }: Looks): Colour | null {
	const value = resolved(name, tokens) ?? '';
	return readColour(isCurrent(value) ? (resolved(PAGE_INK, tokens) ?? '') : value);
}

/** As a ground, `currentcolor` is that of the letters on it. One that lets light through lies on the page, whatever else it may lie on. */
function groundOf(name: string, ink: Colour, { tokens }: Looks): Colour | null {
	const value = resolved(name, tokens) ?? '';
	const colour = isCurrent(value) ? ink : readColour(value);
	if (!colour || colour.alpha === 1) return colour;
	const page = readColour(resolved(PAGE_GROUND, tokens) ?? '');
	return page?.alpha === 1 ? laidOn(colour, page) : null;
}

const isCurrent = (value: string): boolean => value.toLowerCase() === 'currentcolor';
