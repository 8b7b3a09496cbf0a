import type { Junction } from '#guide/junction.ts';
import type { MessageKey } from '#platform/messages.ts';
import { GROUPS, type Group } from '../judgement.ts';
import type { Contact } from './contact.ts';
import type { Involvement, Way } from './involvement.ts';
import type { RhythmGroup } from './rhythm.ts';

/** A stakeholder who is proposed for a junction. */
export interface Proposed {
	contact: Contact;
	/** Whether the method names their kind of party there. */
	isNamed: boolean;
	/** What was held or is planned with them there. */
	moments: Involvement[];
}

/** Whom to involve at a junction, by their group; of those without one, only whom the method names there. Named ones come first. */
export function proposedAt({ id, parties }: Junction, contacts: readonly Contact[]): { group: RhythmGroup; proposed: Proposed[] }[] {
	const all = contacts.map(
		(contact): Proposed => ({
			contact,
			isNamed: parties.includes(contact.stakeholder.facts.kind),
			moments: contact.involvements.filter(({ state, plan }) => state !== 'struck' && plan.junction === id),
		}),
	);
	const of = (group: RhythmGroup) => ({
		group,
		proposed: all
			.filter(({ contact, isNamed }) => contact.group === group && (group !== 'none' || isNamed))
			.toSorted((one, other) => Number(other.isNamed) - Number(one.isNamed)),
	});
	return [...GROUPS, 'none' as const].map(of).filter(({ proposed }) => proposed.length > 0);
}

/** What a group is there for at a junction. */
export const AT_JUNCTION: Record<RhythmGroup, MessageKey> = {
	deciding: 'stakeholders.atJunctionDeciding',
	thinking: 'stakeholders.atJunctionThinking',
	working: 'stakeholders.atJunctionWorking',
	informed: 'stakeholders.atJunctionInformed',
	none: 'stakeholders.atJunctionNone',
};

/** How a moment with a group is proposed; whoever plans it may do otherwise. */
export const PROPOSALS: Record<Group, { way: Way; purpose: MessageKey }> = {
	deciding: { way: 'talk', purpose: 'stakeholders.purposeDeciding' },
	thinking: { way: 'consultation', purpose: 'stakeholders.purposeThinking' },
	working: { way: 'consultation', purpose: 'stakeholders.purposeWorking' },
	informed: { way: 'newsletter', purpose: 'stakeholders.purposeInformed' },
};
