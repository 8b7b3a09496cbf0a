import type { Spot } from '#design/five-by-five.ts';
import type { Sitting } from './team.ts';

/** Sizes in the picture, which is as wide as it is high. */
export const WIDTH = 400;
export const CORE_RADIUS = 92;
export const RING_RADIUS = 188;
const LARGEST_DOT = 16;
const MIDDLE = WIDTH / 2;

/** Somebody in the picture, by their number in the table. */
export interface SeatDot extends Spot {
	number: number;
	radius: number;
	hasAccount: boolean;
}

/** The core team in the middle and the ring around it, each evenly spread from the top on, smaller where there are many. */
export function circleOf(now: readonly Sitting[]): SeatDot[] {
	const numbered = now.map((sitting, index) => ({ sitting, number: index + 1 }));
	const inCore = numbered.filter(({ sitting }) => sitting.circle === 'core');
	const inRing = numbered.filter(({ sitting }) => sitting.circle === 'ring');
	const on = (those: typeof numbered, distance: number): SeatDot[] => {
		const radius = Math.min(LARGEST_DOT, those.length < 2 ? LARGEST_DOT : (Math.PI * distance * 0.9) / those.length);
		return those.map(({ sitting, number }, index) => {
			const turn = (2 * Math.PI * index) / those.length - Math.PI / 2;
			const [x, y] = [MIDDLE + distance * Math.cos(turn), MIDDLE + distance * Math.sin(turn)];
			return { number, radius, hasAccount: sitting.role !== null, x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
		});
	};
	return [...on(inCore, inCore.length < 2 ? 0 : CORE_RADIUS * 0.55), ...on(inRing, (CORE_RADIUS + RING_RADIUS) / 2)];
}
