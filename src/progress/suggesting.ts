import type { Archetype, Edition } from '#guide/edition.ts';
import type { Junction } from '#guide/junction.ts';
import { type Standings, statusIn } from './progress.ts';
import { isSettled } from './status.ts';
import { allBefore, beforeEach, holdingUp, type OwnWait } from './waiting.ts';

/** Why a junction could be taken up now. */
export type Reason =
	/** The project said that it has to be revised. */
	| { kind: 'revise' }
	/** It was to begin by now. */
	| { kind: 'planned'; from: string }
	/** A decision that lies ahead waits for it. */
	| { kind: 'decision'; junction: Junction }
	/** It stands in the order of this kind of neighbourhood. */
	| { kind: 'archetype'; place: number }
	/** Others wait for it. */
	| { kind: 'opens'; count: number }
	/** All that it waited for is there. */
	| { kind: 'ready'; after: Junction[] }
	/** It waits for nothing. */
	| { kind: 'free' };

export interface Suggestion {
	junction: Junction;
	/** The weightiest first; never empty. */
	reasons: Reason[];
}

export interface Situation {
	edition: Edition;
	standings: Standings;
	own: readonly OwnWait[];
	/** The kind of neighbourhood, where the project chose one. */
	archetype: Archetype | null;
	/** Such as 2026-11-22. */
	today: string;
}

/** How many decisions ahead are looked at. */
const DECISIONS_AHEAD = 2;

/**
 * What could be taken up next, the best first, and why. Only what nothing holds up, in the phase the work is in or on the list of the kind
 * of neighbourhood; what that kind can often do without is left out, unless somebody planned it or wants it revised.
 */
export function suggestionsIn(situation: Situation, most = 5): Suggestion[] {
	const { edition, standings, own, archetype } = situation;
	const before = beforeEach(edition, own);
	const isOpen = ({ id }: Junction) => !isSettled(statusIn(standings, id));
	const open = edition.junctions.filter(isOpen);
	const phase = open[0]?.phase;
	const decisions = open.filter(({ decision }) => decision).slice(0, DECISIONS_AHEAD);
	const leadsTo = decisions.map((junction) => ({ junction, needs: allBefore(before, junction.id) }));
	const waitFor = (id: string) => open.filter((other) => before.get(other.id)?.some(({ junction }) => junction.id === id)).length;

	const reasonsFor = (junction: Junction): Reason[] => {
		const { id } = junction;
		const from = standings.get(id)?.plannedFrom ?? null;
		const decision = leadsTo.find(({ needs, junction: one }) => needs.has(id) && one !== junction);
		const place = archetype?.first.indexOf(id) ?? -1;
		const count = waitFor(id);
		const after = (before.get(id) ?? []).map((one) => one.junction);
		return [
			...(statusIn(standings, id) === 'revise' ? [{ kind: 'revise' as const }] : []),
			...(from !== null && from <= situation.today ? [{ kind: 'planned' as const, from }] : []),
			...(decision ? [{ kind: 'decision' as const, junction: decision.junction }] : []),
			...(place >= 0 ? [{ kind: 'archetype' as const, place: place + 1 }] : []),
			...(count > 0 ? [{ kind: 'opens' as const, count }] : []),
			after.length > 0 ? { kind: 'ready', after } : { kind: 'free' },
		];
	};
	const isWanted = ({ junction, reasons }: Suggestion) => {
		if (reasons.some(({ kind }) => kind === 'revise' || kind === 'planned')) return true;
		if (archetype?.skip.includes(junction.id)) return false;
		return junction.phase === phase || reasons.some(({ kind }) => kind === 'archetype');
	};
	return open
		.filter(({ id }) => ['untouched', 'revise'].includes(statusIn(standings, id)))
		.filter(({ id }) => holdingUp(before, standings, id).length === 0)
		.map((junction) => ({ junction, reasons: reasonsFor(junction) }))
		.filter(isWanted)
		.toSorted((one, other) => compare(weightOf(one), weightOf(other)))
		.slice(0, most);
}

/** What weighs most comes first; what weighs the same keeps the order of the method. */
function weightOf({ reasons }: Suggestion): number[] {
	const of = <K extends Reason['kind']>(kind: K) => reasons.find((reason): reason is Extract<Reason, { kind: K }> => reason.kind === kind);
	return [
		of('revise') ? 0 : 1,
		of('planned') ? 0 : 1,
		of('decision') ? 0 : 1,
		of('archetype')?.place ?? Number.MAX_SAFE_INTEGER,
		-(of('opens')?.count ?? 0),
	];
}

const compare = (one: number[], other: number[]): number =>
	one.map((weight, index) => weight - (other[index] ?? 0)).find((d) => d !== 0) ?? 0;
