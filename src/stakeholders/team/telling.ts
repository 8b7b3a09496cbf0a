import type { Speech } from '#platform/messages.ts';
import { ROLE_NAMES } from '#projects/member.ts';
import { stepName } from '../steps.ts';
import type { Move, Sitting } from './team.ts';

/** Whom a sitting is of: a person by name, or a party of which nobody said who comes. */
export const calledIn = ({ name, seat, organisation }: Sitting, { say }: Speech): string =>
	name || (seat === null ? say('projects.erasedMember') : organisation);

/** What they are there, in words. */
export const roleTold = ({ role, does }: Sitting, { say }: Speech): string =>
	[role === null ? say('stakeholders.withoutAccount') : say(ROLE_NAMES[role]), does].filter(Boolean).join(': ');

/** How willing the party they belong to is; empty where the register does not say. */
export const willingnessTold = ({ willingness }: Sitting, { say }: Speech): string =>
	willingness === null ? '' : say(stepName('willingness', willingness));

const MOVES = { came: 'stakeholders.moveCame', left: 'stakeholders.moveLeft' } as const;

export function moveTold({ kind, sitting, before }: Move, speech: Speech): string {
	const role = roleTold(sitting, speech);
	if (kind !== 'changed' || before === null) return speech.say(MOVES[kind === 'left' ? 'left' : 'came'], { role });
	return speech.say('stakeholders.moveChanged', { before: roleTold(before, speech), role });
}
