import { isSamePlace, type Judgements, type Place, placeIn } from './judgement.ts';
import type { Stakeholder } from './stakeholder.ts';
import { AXES, type Axis } from './steps.ts';

/** What there is to talk about of one stakeholder, once people scored it on their own. */
export interface AgendaItem {
	stakeholder: Stakeholder;
	judged: Judgements;
	/** How many steps the scores lie apart on each axis; who did not determine it lies one step from who did. */
	apart: Record<Axis, number>;
	/** What all of them say, with the reasons of each; null where they differ, or nobody said anything. */
	agreed: Place | null;
	/** Whether that is how the team put it already. */
	isSettled: boolean;
}

export function agendaItem(stakeholder: Stakeholder, judged: Judgements): AgendaItem {
	const scores = [...judged.mine.slice(0, 1), ...judged.others].map(({ what }) => what);
	const apart = { interest: apartOn('interest', scores), influence: apartOn('influence', scores) };
	const agreed = scores.length > 0 && AXES.every((axis) => apart[axis] === 0) ? together(scores) : null;
	return { stakeholder, judged, apart, agreed, isSettled: agreed !== null && isSamePlace(agreed, placeIn(judged)) };
}

/** What differs most comes first, as that asks for a talk. */
export const agendaOf = (items: readonly AgendaItem[]): AgendaItem[] =>
	items.toSorted((one, other) => gapOf(other) - gapOf(one) || new Intl.Collator('nl').compare(nameOf(one), nameOf(other)));

export const gapOf = ({ apart }: AgendaItem): number => Math.max(...AXES.map((axis) => apart[axis]));
const nameOf = ({ stakeholder }: AgendaItem): string => stakeholder.facts.name;

function apartOn(axis: Axis, scores: readonly Place[]): number {
	const steps = scores.map((place) => place[axis].step);
	const set = steps.filter((step) => step !== null);
	const gap = set.length === 0 ? 0 : Math.max(...set) - Math.min(...set);
	return set.length > 0 && set.length < steps.length ? Math.max(gap, 1) : gap;
}

/** The step they share, and what each gave as a reason, once. */
const together = (scores: readonly Place[]): Place => {
	const on = (axis: Axis) => ({
		step: scores[0]?.[axis].step ?? null,
		reason: [...new Set(scores.map((place) => place[axis].reason).filter(Boolean))].toSorted().join('\n'),
	});
	return { interest: on('interest'), influence: on('influence') };
};
