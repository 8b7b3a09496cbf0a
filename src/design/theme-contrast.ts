import { type Colour, contrast, hexOf, readColour } from './theme-colour.ts';
import type { ThemeFinding } from './theme-finding.ts';
import { type Looks, seenAs, whyUnreadable } from './theme-looks.ts';
import { PAGE_GROUND, PAIRS, type Pair } from './theme-pairs.ts';
import { resolved, textOf } from './theme-tokens.ts';

/** The colours that could not be read, of the pairs and of every token that is named a colour. */
export function unreadableIn(looks: Looks): ThemeFinding[] {
	const { scheme, tokens } = looks;
	const named = [...tokens.keys()].filter((name) => name.startsWith('--basis-color-'));
	const names = new Set([...named, ...PAIRS.flatMap(({ front, ground }) => [front, ground])]);
	return [...names].flatMap((name) => {
		const why = whyUnreadable(name, looks);
		if (why === null) return [];
		const declaration = tokens.get(name);
		const value = (declaration && textOf(declaration)) || 'empty';
		return [{ kind: 'unreadable', scheme, message: `On ${scheme} screens ${name} is ${value}, ${why}.` }];
	});
}

/** The pairs that are too close. Those with a colour that could not be read are told elsewhere. */
export function tooCloseIn(looks: Looks): ThemeFinding[] {
	return PAIRS.flatMap((pair) => {
		const seen = seenAs(pair, looks);
		if (!seen || isToldOfThePage(pair, looks)) return [];
		const ratio = contrast(seen.front, seen.ground);
		if (ratio >= pair.needed) return [];
		const colours = `${named(pair.front, seen.front, looks)} on ${named(pair.ground, seen.ground, looks)}`;
		const measured = `has a contrast of ${twoDecimals(ratio)} where ${pair.needed} is needed`;
		return [{ kind: 'contrast', scheme: looks.scheme, message: `On ${looks.scheme} screens, ${pair.what}: ${colours} ${measured}.` }];
	});
}

/** A zone of the map that is wholly transparent is the page; what fails on the one fails on the other. */
const isToldOfThePage = ({ front, ground }: Pair, { tokens }: Looks): boolean =>
	readColour(resolved(ground, tokens) ?? '')?.alpha === 0 && PAIRS.some((pair) => pair.front === front && pair.ground === PAGE_GROUND);

function named(name: string, seen: Colour, { tokens, own }: Looks): string {
	const value = resolved(name, tokens) ?? '';
	const shown = readColour(value)?.alpha === 1 ? value : `${value}, seen as ${hexOf(seen)}`;
	return `${name} (${shown}${own.has(name) ? '' : ', ours'})`;
}

/** Rounded down: a pair that just fails must not read as one that holds. */
const twoDecimals = (ratio: number): string => (Math.floor(ratio * 100) / 100).toFixed(2);
