/** Two tokens that meet on a page, and the contrast they need there. */
export interface Pair {
	what: string;
	front: string;
	ground: string;
	needed: number;
}

export const PAGE_INK = '--basis-color-default-color-document';
export const PAGE_GROUND = '--basis-color-default-bg-document';

const INK_SOFT = '--basis-color-default-color-subtle';
const LINK = '--basis-color-action-2-color-default';
const LINK_HOVER = '--basis-color-action-2-color-hover';
const BUTTON_TEXT = '--basis-color-action-1-color-default';
const SHEET = '--basis-color-default-bg-default';
const INFO = '--basis-color-default-bg-subtle';
const WARNING = '--basis-color-warning-bg-subtle';
const ZONES = ['--wijkspoor-ground-even', '--wijkspoor-ground-odd'];
/** The large number of a phase is so large that names and lines run across it. */
const MAP = [...ZONES, '--wijkspoor-ground-number'];
const TRACKS = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `--wijkspoor-track-${letter}`);

/** WCAG 2.2, 1.4.3. Nothing is counted as large text: sizes are tokens as well. */
const TO_READ = 4.5;
/** WCAG 2.2, 1.4.11. */
const TO_SEE = 3;

/** Every pair the site makes. A component that makes a new one adds it here. */
export const PAIRS: Pair[] = [
	...meet('text', [PAGE_INK], [PAGE_GROUND, SHEET, INFO, WARNING, ...MAP], TO_READ),
	...meet('subtle text', [INK_SOFT], [PAGE_GROUND, SHEET, INFO, ...ZONES], TO_READ),
	...meet('links', [LINK], [PAGE_GROUND, SHEET, INFO, WARNING], TO_READ),
	...meet('links under the pointer', [LINK_HOVER], [PAGE_GROUND, SHEET, INFO, WARNING], TO_READ),
	...meet('text of a button', [BUTTON_TEXT], ['--basis-color-action-1-bg-default', '--basis-color-action-1-bg-hover'], TO_READ),
	...meet('marked text', ['--basis-color-highlight-color-default'], ['--basis-color-highlight-bg-default'], TO_READ),
	...meet('text of a warning', ['--basis-color-warning-color-default'], [WARNING], TO_READ),
	...meet('text that was added', ['--basis-color-positive-color-default'], ['--basis-color-positive-bg-subtle'], TO_READ),
	...meet('text that was removed', ['--basis-color-negative-color-default'], ['--basis-color-negative-bg-subtle'], TO_READ),
	...meet('letter of a track', ['--wijkspoor-on-track'], TRACKS, TO_READ),
	...meet('edge of a field', ['--basis-color-default-border-default'], [SHEET, PAGE_GROUND], TO_SEE),
	...meet('edge of a warning', ['--basis-color-warning-border-default'], [PAGE_GROUND], TO_SEE),
	...meet('line of a track', TRACKS, [PAGE_GROUND, ...MAP], TO_SEE),
	...meet('flag of a sensitive stop', ['--wijkspoor-signal'], [PAGE_GROUND, ...MAP], TO_SEE),
];

function meet(what: string, fronts: string[], grounds: string[], needed: number): Pair[] {
	return fronts.flatMap((front) => grounds.map((ground) => ({ what, front, ground, needed })));
}
