import type { AtRule, Declaration, Root, Rule } from 'postcss';

export type Scheme = 'light' | 'dark';
const SCHEMES: Scheme[] = ['light', 'dark'];

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

/** A token with its references followed, or null when one of them leads nowhere or back to itself. */
export function resolved(name: string, tokens: Tokens, passed: string[] = []): string | null {
	const declaration = tokens.get(name);
	if (!declaration || passed.includes(name)) return null;
	return follow(textOf(declaration), tokens, [...passed, name]);
}

/** Comments may stand inside a value, and PostCSS leaves them there for tokens. */
export const textOf = (declaration: Declaration): string => declaration.value.replace(/\/\*.*?\*\//gs, ' ').trim();

/** Where a sheet says something that holds elsewhere than on `:root`, or only at times we do not look at. */
export function elsewhereIn(sheet: Root): string[] {
	const places = new Set<string>();
	sheet.walkAtRules('import', (rule) => void places.add(nameOf(rule)));
	sheet.walkDecls((declaration) => {
		const strange = placesOf(declaration).find((place) => schemesAt(place) === null);
		if (strange && nameOf(strange) !== '@font-face') places.add(nameOf(strange));
	});
	return [...places];
}

/** Innermost first, so that a fallback may itself hold a reference or a function such as rgb(). */
const REFERENCE = /var\(\s*(--[^\s,()]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)/;

function follow(text: string, tokens: Tokens, passed: string[]): string | null {
	const found = REFERENCE.exec(text);
	if (!found) return text.includes('var(') ? null : text;
	const [whole, name = '', fallback] = found;
	const value = resolved(name, tokens, passed) ?? (fallback === undefined ? null : follow(fallback.trim(), tokens, passed));
	return value === null ? null : follow(text.replace(whole, () => value), tokens, passed);
}

/** The schemes a declaration holds for, or null when that depends on something we do not look at. */
function schemesOf(declaration: Declaration): Scheme[] | null {
	let schemes = SCHEMES;
	for (const place of placesOf(declaration)) {
		const here = schemesAt(place);
		if (here === null) return null;
		schemes = schemes.filter((scheme) => here.includes(scheme));
	}
	return schemes;
}

type Place = Rule | AtRule;

function placesOf(declaration: Declaration): Place[] {
	const places: Place[] = [];
	let place = declaration.parent as Place | Root | undefined;
	while (place && place.type !== 'root') {
		places.unshift(place);
		place = place.parent as Place | Root | undefined;
	}
	return places;
}

function schemesAt(place: Place): Scheme[] | null {
	if (place.type === 'rule') return place.selectors.some(isRoot) ? SCHEMES : null;
	if (place.name !== 'media') return null;
	const queries = place.params.split(',').map(schemesIn);
	return queries.includes(null) ? null : SCHEMES.filter((scheme) => queries.some((query) => query?.includes(scheme)));
}

/** Where our own theme sets its tokens. What a class or `html` says is weaker than that, or reaches less of the page. */
const isRoot = (selector: string): boolean => [':root', 'html:root', ':where(:root)', '&'].includes(selector);

/** The schemes of one media query. Paper has none. */
function schemesIn(query: string): Scheme[] | null {
	const asked = query.trim().toLowerCase().replace(/\s+/g, ' ').replace(/^only /, '');
	if (/^print\b/.test(asked)) return [];
	if (asked === 'all' || asked === 'screen') return SCHEMES;
	const found = /^(not )?(?:(?:all|screen) and )?\(\s*prefers-color-scheme ?: ?(light|dark)\s*\)$/.exec(asked);
	return found ? SCHEMES.filter((scheme) => (scheme === found[2]) !== Boolean(found[1])) : null;
}

const nameOf = (place: Place): string => (place.type === 'rule' ? place.selector : `@${place.name} ${place.params}`.trim());
