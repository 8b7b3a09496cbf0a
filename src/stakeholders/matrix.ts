import { isPlaced, type Judgements, NO_JUDGEMENTS, type Place, placeIn } from './judgement.ts';
import { isDecisive, type Stakeholder } from './stakeholder.ts';
import { STEPS, type Step } from './steps.ts';

/** A stakeholder with all that was judged of it. */
export interface Standing {
	stakeholder: Stakeholder;
	judged: Judgements;
	place: Place;
	/** Where the team put it before; null where it did not move. */
	previous: Place | null;
}

export function standingOf(stakeholder: Stakeholder, judged: Judgements = NO_JUDGEMENTS): Standing {
	const place = placeIn(judged);
	const moved = judged.team.find(({ what }) => what.interest.step !== place.interest.step || what.influence.step !== place.influence.step);
	return { stakeholder, judged, place, previous: moved?.what ?? null };
}

/** Sizes in the picture, which is as wide as it is high. */
export const CELL = 68;
export const SIDE = CELL * STEPS.length;
const LARGEST_DOT = 11;
const MARGIN = 6;

export interface Spot {
	x: number;
	y: number;
}

/** A stakeholder in the picture, by its number in the table. */
export interface Dot extends Spot {
	number: number;
	radius: number;
	isDecisive: boolean;
	/** The middle of where it stood before. */
	from: Spot | null;
}

/** Those that stand on both axes, in their order; their place in it is their number. */
export const placed = (standings: readonly Standing[]): Standing[] => standings.filter(({ place }) => isPlaced(place));

/** The picture: each on its own spot within its cell, smaller where there are many. */
export function dotsOf(standings: readonly Standing[]): Dot[] {
	const numbered = placed(standings).map((standing, index) => ({ standing, number: index + 1 }));
	const cells = Map.groupBy(numbered, ({ standing: { place } }) => `${place.interest.step} ${place.influence.step}`);
	return [...cells.values()].flatMap((together) => {
		const columns = Math.ceil(Math.sqrt(together.length));
		const room = Math.min((CELL - 2 * MARGIN) / columns, 2 * LARGEST_DOT + 2);
		return together.map(({ standing, number }, index) => {
			const middle = middleOf(standing.place) ?? { x: 0, y: 0 };
			const rows = Math.ceil(together.length / columns);
			return {
				...{ number, radius: room / 2 - 1, isDecisive: isDecisive(standing.stakeholder) },
				x: middle.x + ((index % columns) - (columns - 1) / 2) * room,
				y: middle.y + (Math.floor(index / columns) - (rows - 1) / 2) * room,
				from: standing.previous && middleOf(standing.previous),
			};
		});
	});
}

/** More interest is further to the right, more influence higher up. */
function middleOf({ interest, influence }: Place): Spot | null {
	if (interest.step === null || influence.step === null) return null;
	const along = (step: Step) => (step - 0.5) * CELL;
	return { x: along(interest.step), y: SIDE - along(influence.step) };
}
