import type { AtRule, Declaration, Root, Rule } from 'postcss';

export type Scheme = 'light' | 'dark';
const SCHEMES: Scheme[] = ['light', 'dark'];

/** A rule or at-rule that a declaration stands in. */
type Place = Rule | AtRule;

/** The schemes in which a declaration holds for `:root`, or null when that depends on something we do not look at. */
export function schemesOf(declaration: Declaration): Scheme[] | null {
	const places = placesOf(declaration).map(schemesAt);
	return places.includes(null) ? null : SCHEMES.filter((scheme) => places.every((place) => place?.includes(scheme)));
}

/** The places where a sheet says something of other things than `:root`, or at times we do not look at. */
export function elsewhereIn(sheet: Root): string[] {
	const names = new Set<string>();
	sheet.walkAtRules('import', (rule) => void names.add(nameOf(rule)));
	sheet.walkDecls((declaration) => {
		const strange = placesOf(declaration).find((place) => schemesAt(place) === null);
		// A letter that is brought along is only used where a token names it.
		if (strange && nameOf(strange) !== '@font-face') names.add(nameOf(strange));
	});
	return [...names];
}

/** From the outermost in. */
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
	const asked = query
		.trim()
		.toLowerCase()
		.replace(/\s+/g, ' ')
		.replace(/^only /, '');
	if (/^print\b/.test(asked)) return [];
	if (asked === 'all' || asked === 'screen') return SCHEMES;
	const found = /^(not )?(?:(?:all|screen) and )?\( ?prefers-color-scheme ?: ?(light|dark) ?\)$/.exec(asked);
	return found ? SCHEMES.filter((scheme) => (scheme === found[2]) !== Boolean(found[1])) : null;
}

const nameOf = (place: Place): string => (place.type === 'rule' ? place.selector : `@${place.name} ${place.params}`.trim());
