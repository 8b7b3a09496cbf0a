import { isCookieNotice, isFooter, navigationIn } from './furniture.ts';
import { folded, type Line } from './line.ts';

export interface PagePhase {
	number: number;
	name: string;
}

const PHASE = /^(?:[‹«<←]\s*)?(?:terug naar\s+)?(?:fase\s+)?(\d{1,2})(?:\s*[.:)|–—-]\s*|\s+)(\p{L}.*)$/iu;
const BARE_PHASE = /^(?:[‹«<←]\s*)?(?:terug naar\s+)?fase\s+(\d{1,2})\s*[.:]?$/i;
const CRUMB = /\s+[>›»→/|]\s+|\s*[›»→]\s*/;

const phaseIn = (text: string): PagePhase | null => {
	const [, number, name] = PHASE.exec(text) ?? [];
	return number && name ? { number: Number(number), name: name.trim() } : null;
};

const isWayBack = (text: string): boolean => /^(?:[‹«<←]\s*)?terug naar\b/i.test(text) && !phaseIn(text) && !BARE_PHASE.test(text);

/** Lines that tell about the page rather than name it. */
const isAside = (text: string): boolean =>
	/[.;,:]$/.test(text) ||
	BARE_PHASE.test(text) ||
	isFooter(text) ||
	isCookieNotice(text) ||
	/^(?:knooppunt(?: [\d.]+)?|let op\b.*|(?:laatst |voor het laatst )?(?:bijgewerkt|gewijzigd|gepubliceerd|aangepast)\b.*|laatste (?:update|wijziging)\b.*|datum\b.*|versie\b.*|auteur\b.*|ingelogd als\b.*|welkom\b.*)$/i.test(
		text,
	);

/** Takes a breadcrumb apart that stands on one line. A title may hold a stroke, so it must lead past something we know. */
function crumbsOf(line: Line): Line[] {
	const parts = line.text
		.split(CRUMB)
		.map((part) => part.trim())
		.filter((part) => part !== '');
	const isCrumb = parts.length > 1 && parts.some((part) => navigationIn(part) || phaseIn(part) || BARE_PHASE.test(part));
	return isCrumb ? parts.filter((part) => !navigationIn(part)).map((text) => ({ ...line, text })) : [line];
}

export interface Head {
	title: string;
	phase: PagePhase | null;
	unread: Line[];
}

/** Reads what stands above the labels: the way to the page and its title. */
export function readHead(copied: Line[]): Head {
	const lines = copied.flatMap(crumbsOf).filter(({ text }) => !isWayBack(text));
	const { phase, used } = wayTo(lines);
	const after = used.at(-1) ?? -1;
	const titleAt = titleIn(lines, after, used);
	const title = lines[titleAt]?.text.replace(/\s*[(–-]?\s*bestuurlijk gevoelig\)?$/i, '') ?? '';
	const unread = lines.filter(
		(line, index) => !used.includes(index) && index !== titleAt && folded(line.text) !== folded(title) && !isSamePhase(line.text, phase),
	);
	return { title, phase, unread };
}

/** The phase, and the lines that say it. */
function wayTo(lines: Line[]): { phase: PagePhase | null; used: number[] } {
	const bare = lines.findLastIndex(({ text }) => BARE_PHASE.test(text));
	if (bare !== -1 && lines.length > bare + 1) {
		const number = Number(BARE_PHASE.exec(lines[bare]?.text ?? '')?.[1]);
		const next = lines[bare + 1]?.text ?? '';
		const hasName = lines.length > bare + 2 && !isAside(next) && !lines.slice(bare + 2).some(({ text }) => folded(text) === folded(next));
		return { phase: { number, name: hasName ? next : '' }, used: hasName ? [bare, bare + 1] : [bare] };
	}
	const found = lines.flatMap(({ text }, index) => (phaseIn(text) ? [index] : []));
	// A title may begin with a number too: the last line that could be the title is never the phase.
	const above = found.filter((index) => lines.slice(index + 1).some(({ text }) => !isAside(text)));
	const last = above.at(-1);
	if (last === undefined) return phaseBelow(lines, found);
	const phase = phaseIn(lines[last]?.text ?? '');
	const numbers = new Set(above.map((index) => phaseIn(lines[index]?.text ?? '')?.number));
	// A menu that names every phase says nothing about this page, unless one of them is said again.
	return numbers.size > 2 && numbers.size === above.length ? { phase: null, used: [] } : { phase, used: [last] };
}

/** Some pages name the phase under the title; there only the word itself tells it from a text. */
function phaseBelow(lines: Line[], found: number[]): { phase: PagePhase | null; used: number[] } {
	const [only = -1, ...others] = found.filter((index) => /^fase\b/i.test(lines[index]?.text ?? ''));
	return only < 1 || others.length > 0 ? { phase: null, used: [] } : { phase: phaseIn(lines[only]?.text ?? ''), used: [only] };
}

function titleIn(lines: Line[], after: number, used: number[]): number {
	const possible = lines.flatMap(({ text }, index) => (used.includes(index) || isAside(text) ? [] : [index]));
	const unnumbered = possible.filter((index) => !phaseIn(lines[index]?.text ?? ''));
	const candidates = after === -1 && unnumbered.length > 0 ? unnumbered : possible;
	const behind = candidates.filter((index) => index > after);
	const times = (index: number) => lines.filter(({ text }) => folded(text) === folded(lines[index]?.text ?? '')).length;
	const repeated = behind.find((index) => times(index) > 1);
	// Behind a breadcrumb the title comes first; without one, the name of the site may stand above it.
	const best = repeated ?? (after === -1 ? behind.at(-1) : behind[0]) ?? candidates.at(-1);
	return best ?? lines.findLastIndex((_, index) => !used.includes(index));
}

const isSamePhase = (text: string, phase: PagePhase | null): boolean => {
	const other = phaseIn(text);
	return other !== null && phase !== null && other.number === phase.number && folded(other.name) === folded(phase.name);
};
