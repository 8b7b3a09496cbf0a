import type { Happening } from '#platform/journal/journal.ts';
import type { Member } from '#projects/member.ts';

/** What the journal says of a printout; who is in one part only tells it there. */
export const happening = (member: Member, what: string, object: string): Happening => ({
	...(member.role === 'subproject' && { place: { level: 'internal', part: member.subproject } }),
	chain: member.project.id,
	actor: member.pseudonym,
	action: `printouts.${what}`,
	object,
	channel: 'screen',
});
