import { type Cell, type Dot, dotsIn } from '#design/five-by-five.ts';
import { isPlaced, type Judgements, NO_JUDGEMENTS, type Place, placeIn } from './judgement.ts';
import { isDecisive, type Stakeholder } from './stakeholder.ts';

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

/** Those that stand on both axes, in their order; their place in it is their number. */
export const placed = (standings: readonly Standing[]): Standing[] => standings.filter(({ place }) => isPlaced(place));

/** The picture: more interest is further to the right, more influence higher up; who can make or break it is a square. */
export const dotsOf = (standings: readonly Standing[]): Dot[] =>
	dotsIn(
		placed(standings).flatMap(({ stakeholder, place, previous }) => {
			const cell = cellOf(place);
			return cell ? [{ ...cell, isSquare: isDecisive(stakeholder), from: previous && cellOf(previous) }] : [];
		}),
	);

const cellOf = ({ interest, influence }: Place): Cell | null =>
	interest.step === null || influence.step === null ? null : { along: interest.step, up: influence.step };
