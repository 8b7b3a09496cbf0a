import { readFileSync } from 'node:fs';
import { CssSyntaxError, parse, type Root } from 'postcss';
import { themeSheet } from './theme.ts';
import { tooCloseIn, unreadableIn } from './theme-contrast.ts';
import type { ThemeFinding } from './theme-finding.ts';
import { looksOf } from './theme-looks.ts';
import { missingOnDark, missingOnLight } from './theme-missing.ts';
import { PAIRS } from './theme-pairs.ts';
import { elsewhereIn } from './theme-places.ts';
import { type Tokens, textOf, tokensOf } from './theme-tokens.ts';

export type { ThemeFinding };

/** Everything in a municipality's theme that would leave somebody unable to read a page, and what it is good to know of it. */
export function checkTheme(css: string, ours = ourTheme()): ThemeFinding[] {
	let theme: Root;
	try {
		theme = parse(css);
	} catch (error) {
		if (!(error instanceof CssSyntaxError)) throw error;
		return [{ kind: 'unreadable', scheme: 'light', message: `Line ${error.line} is no CSS (${error.reason}); nothing was checked.` }];
	}
	const defaults = parse(ours);
	const own = { light: tokensOf(defaults, 'light'), dark: tokensOf(defaults, 'dark') };
	const light = looksOf(theme, defaults, 'light');
	const findings = [...missingOnLight(light, own.light), ...unreadableIn(light), ...tooCloseIn(light)];
	if (isServedToDark(css)) {
		const dark = looksOf(theme, defaults, 'dark');
		findings.push(...missingOnDark(dark, light, own), ...unreadableIn(dark), ...tooCloseIn(dark));
	} else {
		findings.push(note('dark', 'The theme has no dark part, so only light screens get it; dark ones keep our own colours and letters.'));
	}
	return [...findings, ...derivedNotes(light.own, own.light), ...elsewhereNotes(theme)];
}

/** How many pairs of colours a check looks at, over all screens the theme is served to. */
export const pairsChecked = (css: string): number => PAIRS.length * (isServedToDark(css) ? 2 : 1);

const ourTheme = (): string => readFileSync(new URL('./theme.css', import.meta.url), 'utf8');

/** Asked of the function that serves the theme, so that what is checked is what readers get. */
const isServedToDark = (css: string): boolean => themeSheet(css) === css;

/** Some of our tokens only follow another. A theme that sets such a one changes a colour behind the back of the pairs. */
const derivedNotes = (theme: Tokens, ours: Tokens): ThemeFinding[] =>
	[...theme].flatMap(([name, declaration]) => {
		const source = ours.get(name);
		const followed = source && /^var\((--basis-[\w-]+)\)$/.exec(textOf(source))?.[1];
		if (!followed || textOf(declaration) === textOf(source)) return [];
		return [note('light', `${name} was not checked, because it follows ${followed} by itself: leave it out.`)];
	});

const elsewhereNotes = (theme: Root): ThemeFinding[] =>
	elsewhereIn(theme).map((place) => note('light', `What ${place} says was not checked: only the tokens on :root are.`));

const note = (scheme: ThemeFinding['scheme'], message: string): ThemeFinding => ({ kind: 'note', scheme, message });
