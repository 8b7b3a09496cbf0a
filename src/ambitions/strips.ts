import { HIGH } from './height.ts';
import type { PlaceInOrder, Standing } from './orders.ts';

/** Sizes in the picture: a strip for each theme, with a dot for each party between first and last. */
export const WIDTH = 360;
export const RADIUS = 11;
const EDGE = RADIUS + 3;
/** Dots that would touch stand below each other. */
const LANE = 2 * RADIUS + 3;
const SCALE = 22;
const LINE = 19;
const GAP = 14;

export interface Dot {
	/** Of the party, from 1. */
	number: number;
	x: number;
	y: number;
}

export interface Strip {
	theme: string;
	/** Where its name and, below that, what is to be said of it stand. */
	nameAt: number;
	stateAt: number | null;
	/** What the dots stand on. */
	top: number;
	height: number;
	dots: Dot[];
	/** From the first to the last dot. */
	from: number;
	until: number;
}

const across = (height: number): number => EDGE + height * (WIDTH - 2 * EDGE);
/** Left of it a theme stands high. */
export const HIGH_UNTIL = across(HIGH);

export function stripsOf(standings: readonly Standing[]): { strips: Strip[]; height: number } {
	let y = SCALE;
	const strips = standings.map((standing): Strip => {
		const hasState = standing.isShared || standing.isApart;
		const top = y + (hasState ? 2 : 1) * LINE + 3;
		const { dots, lanes } = dotsOf(standing.places, top);
		const xs = dots.map(({ x }) => x);
		const strip = {
			theme: standing.theme,
			nameAt: y + LINE - 4,
			stateAt: hasState ? y + 2 * LINE - 4 : null,
			top,
			height: lanes * LANE,
			dots,
		};
		y = top + strip.height + GAP;
		return { ...strip, from: Math.min(...xs), until: Math.max(...xs) };
	});
	return { strips, height: y };
}

/** Each in the first lane that has room for it. */
function dotsOf(places: readonly PlaceInOrder[], top: number): { dots: Dot[]; lanes: number } {
	const taken: number[] = [];
	const dots = places
		.toSorted((one, other) => one.height - other.height)
		.map(({ order, height }) => {
			const x = across(height);
			const free = taken.findIndex((until) => until <= x);
			const lane = free === -1 ? taken.length : free;
			taken[lane] = x + LANE;
			return { number: order + 1, x, y: top + (lane + 0.5) * LANE };
		});
	return { dots, lanes: taken.length };
}
