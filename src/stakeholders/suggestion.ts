import type { MessageKey } from '#platform/messages.ts';
import { type Group, isPlaced, type Place } from './judgement.ts';
import { isDecisive, type Stakeholder } from './stakeholder.ts';

export interface Suggestion {
	group: Group;
	/** Why, as a sentence. */
	reason: MessageKey;
}

/** From the middle step on it counts as much: better to ask somebody too often than to forget them. */
const MUCH = 3;

/** Which group the scores point to; null as long as it does not stand on both axes. A person decides, and may decide otherwise. */
export function suggestionFor(one: Pick<Stakeholder, 'facts'>, place: Place): Suggestion | null {
	if (isDecisive(one)) return { group: 'deciding', reason: 'stakeholders.becauseDecisive' };
	if (!isPlaced(place)) return null;
	const hasInterest = place.interest.step >= MUCH;
	const hasInfluence = place.influence.step >= MUCH;
	if (hasInterest && hasInfluence) return { group: 'deciding', reason: 'stakeholders.becauseBoth' };
	if (hasInterest) return { group: 'thinking', reason: 'stakeholders.becauseInterest' };
	if (hasInfluence) return { group: 'working', reason: 'stakeholders.becauseInfluence' };
	return { group: 'informed', reason: 'stakeholders.becauseNeither' };
}
