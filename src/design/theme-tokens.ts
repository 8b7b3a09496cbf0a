import type { Declaration, Root } from 'postcss';
import { type Scheme, schemesOf } from './theme-places.ts';

/** The declarations that win for one scheme, by the name of their token. */
export type Tokens = ReadonlyMap<string, Declaration>;

/** What `:root` gets in one scheme. Later overrules earlier, and `!important` overrules both, as in a browser. */
export function tokensOf(sheet: Root, scheme: Scheme): Tokens {
	const tokens = new Map<string, Declaration>();
	sheet.walkDecls(/^--/, (declaration) => {
		if (!schemesOf(declaration)?.includes(scheme)) return;
		if (tokens.get(declaration.prop)?.important && !declaration.important) return;
		tokens.set(declaration.prop, declaration);
	});
	return tokens;
}

/** Comments may stand inside a value, and PostCSS leaves them there for tokens. */
export const textOf = (declaration: Declaration): string => declaration.value.replace(/\/\*.*?\*\//gs, ' ').trim();

/** A token with its references followed, or null when one of them leads nowhere or back to itself. */
export function resolved(name: string, tokens: Tokens, passed: string[] = []): string | null {
	const declaration = tokens.get(name);
	if (!declaration || passed.includes(name)) return null;
	return follow(textOf(declaration), tokens, [...passed, name]);
}

/** What to fall back on may hold a function such as rgb(), or one more reference. */
const REFERENCE = /var\(\s*(--[^\s,()]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)/;

function follow(text: string, tokens: Tokens, passed: string[]): string | null {
	const found = REFERENCE.exec(text);
	if (!found) return text.includes('var(') ? null : text;
	const [whole, name = '', fallback] = found;
	const value = resolved(name, tokens, passed) ?? (fallback === undefined ? null : follow(fallback.trim(), tokens, passed));
	return value === null
		? null
		: follow(
				text.replace(whole, () => value),
				tokens,
				passed,
			);
}
