import { type Judgements, NO_JUDGEMENTS } from '../judgement.ts';
import type { Stakeholder } from '../stakeholder.ts';
import { type Involvement, inOrderOfDay, isUntold } from './involvement.ts';
import type { Rhythm, RhythmGroup } from './rhythm.ts';
import { type Quiet, quietOf } from './silence.ts';

/** A stakeholder with all the moments at which they were or will be involved. */
export interface Contact {
	stakeholder: Stakeholder;
	group: RhythmGroup;
	/** After how many months without a moment they count as silent. */
	months: number;
	/** What was struck off among them, the earliest first. */
	involvements: Involvement[];
	quiet: Quiet;
}

/** How it stands with each of these stakeholders, in their order. */
export function contactsOf(
	stakeholders: readonly Stakeholder[],
	judged: ReadonlyMap<string, Judgements>,
	involvements: readonly Involvement[],
	rhythm: Rhythm,
	today: string,
): Contact[] {
	const byStakeholder = Map.groupBy(involvements, ({ stakeholder }) => stakeholder);
	return stakeholders.map((stakeholder) => {
		const group = (judged.get(stakeholder.id) ?? NO_JUDGEMENTS).group[0]?.what.group ?? 'none';
		const months = rhythm[group];
		const own = inOrderOfDay(byStakeholder.get(stakeholder.id) ?? []);
		const quiet = quietOf(stakeholder.addedAt.slice(0, 10), own, months, today);
		return { stakeholder, group, months, involvements: own, quiet };
	});
}

/** What asks for somebody to do something: who hears nothing, and what nobody told whether it was held. */
export const waitingIn = (contacts: readonly Contact[], today: string): { silent: Contact[]; untold: Involvement[] } => ({
	silent: contacts.filter(({ quiet }) => quiet.now !== null),
	untold: contacts.flatMap(({ involvements }) => involvements.filter((one) => isUntold(one, today))),
});
