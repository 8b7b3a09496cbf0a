import type { ThemeFinding } from './theme-finding.ts';
import type { Looks } from './theme-looks.ts';
import { resolved, type Tokens } from './theme-tokens.ts';

/** The colours and letters of our own theme; one of ours between those of a municipality was never chosen to go with them. */
export function missingOnLight(light: Looks, ours: Tokens): ThemeFinding[] {
	return [...ours.keys()]
		.filter((name) => isRequired(name) && !light.own.has(name))
		.map((name) => missing(light, `${name} is missing, so our own value is used between yours.`));
}

/** For dark screens only what ours changes there. A token may change by itself, or through another that it refers to. */
export function missingOnDark(dark: Looks, light: Looks, ours: { dark: Tokens; light: Tokens }): ThemeFinding[] {
	return [...ours.dark.keys()]
		.filter((name) => isRequired(name) && changes(name, ours.dark, ours.light))
		.filter((name) => !dark.own.has(name) || !changes(name, dark.tokens, light.tokens))
		.map((name) => missing(dark, `${name} is missing, so ${dark.own.has(name) ? 'its light value' : 'our own value'} is used.`));
}

const isRequired = (name: string): boolean => name.startsWith('--basis-color-') || /^--basis-.*font-family/.test(name);

const changes = (name: string, dark: Tokens, light: Tokens): boolean =>
	dark.get(name) !== light.get(name) || resolved(name, dark) !== resolved(name, light);

const missing = ({ scheme }: Looks, what: string): ThemeFinding => ({
	kind: 'missing',
	scheme,
	message: `On ${scheme} screens ${what}`,
});
