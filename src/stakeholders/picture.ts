import { CELL, type Dot, SIDE } from '#design/five-by-five.ts';
import type { Speech } from '#platform/messages.ts';
import { escapeXml } from '#platform/xml.ts';
import { dotsOf, placed, type Standing } from './matrix.ts';
import { AXES, AXIS_NAMES, STEPS, stepName } from './steps.ts';

const LEFT = 40;
const TOP = 64;
const LIST = LEFT + SIDE + 32;
const LINE = 20;
const WIDTH = LIST + 420;
/** What of a name fits beside the picture, in characters; all of it stands in the description. */
const LONGEST = 52;
const INK = '#1d1d1b';
const SHEET = '#ffffff';

/**
 * The matrix as a picture that stands by itself, with who each number is beside it: to put in a letter or on a wall. `about` says of what,
 * and when.
 */
export function matrixPicture(standings: readonly Standing[], about: string, speech: Speech): string {
	const { say } = speech;
	const there = placed(standings);
	const lines = there.map(({ stakeholder, place: at }, index) => ({
		name: `${index + 1}. ${stakeholder.facts.name}`,
		place: AXES.map((axis) => `${say(AXIS_NAMES[axis])}: ${say(stepName(axis, at[axis].step))}`).join('; '),
	}));
	const height = Math.max(TOP + SIDE + 48, TOP + lines.length * 2 * LINE + LINE);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif">`,
		`<title>${escapeXml(say('stakeholders.matrix'))}</title>`,
		`<desc>${escapeXml(lines.map(({ name, place }) => `${name}: ${place}`).join('\n'))}</desc>`,
		`<rect width="${WIDTH}" height="${height}" fill="${SHEET}"/>`,
		text(say('stakeholders.matrix'), 'x="16" y="28" font-size="20" font-weight="bold"'),
		text(about, 'x="16" y="46" font-size="13" fill="#5a5a57"'),
		`<g transform="translate(${LEFT} ${TOP})">`,
		...frame(speech),
		...dotsOf(standings).flatMap(dotDrawn),
		'</g>',
		...lines.flatMap(({ name, place }, index) => {
			const y = TOP + LINE * (2 * index + 1);
			return [
				text(shortened(name), `x="${LIST}" y="${y}" font-size="14" font-weight="bold"`),
				text(place, `x="${LIST}" y="${y + 15}" font-size="11" fill="#5a5a57"`),
			];
		}),
		'</svg>',
		'',
	].join('\n');
}

const shortened = (name: string): string => (name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1)}…`);
const text = (said: string, how: string): string =>
	`<text ${how.includes('fill=') ? how : `${how} fill="${INK}"`}>${escapeXml(said)}</text>`;

function frame({ say }: Speech): string[] {
	const grid = STEPS.slice(1).map((step) => `M${(step - 1) * CELL} 0V${SIDE}M0 ${(step - 1) * CELL}H${SIDE}`);
	return [
		`<rect x="${2 * CELL}" width="${3 * CELL}" height="${3 * CELL}" fill="#f1efe8"/>`,
		`<path d="${grid.join('')}" fill="none" stroke="#c9c6bc"/>`,
		`<path d="M0 0V${SIDE}H${SIDE}" fill="none" stroke="${INK}" stroke-width="2"/>`,
		text(`${say('stakeholders.interest')} →`, `x="${SIDE / 2}" y="${SIDE + 24}" font-size="14" font-weight="bold" text-anchor="middle"`),
		text(
			`${say('stakeholders.influence')} →`,
			`transform="translate(-14 ${SIDE / 2}) rotate(-90)" font-size="14" font-weight="bold" text-anchor="middle"`,
		),
	];
}

/** Where it stood before, a square for who owns a quarter or more, and its number. */
function dotDrawn({ x, y, radius, number, isSquare, from }: Dot): string[] {
	const side = radius * 0.95;
	const shape = isSquare
		? `<rect x="${x - side}" y="${y - side}" width="${2 * side}" height="${2 * side}"`
		: `<circle cx="${x}" cy="${y}" r="${radius}"`;
	const moved = from ? [`<path d="M${from.x} ${from.y}L${x} ${y}" fill="none" stroke="${INK}" stroke-dasharray="4 4"/>`] : [];
	const how = `x="${x}" y="${y}" font-size="${radius * 1.15}" font-weight="bold" text-anchor="middle" dominant-baseline="central" fill="${SHEET}"`;
	return [...moved, `${shape} fill="${INK}" stroke="${SHEET}" stroke-width="1.5"/>`, text(String(number), how)];
}
