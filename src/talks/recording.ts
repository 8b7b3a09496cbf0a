import { about } from '#logbook/recording.ts';
import type { Happening } from '#platform/journal/journal.ts';
import type { Member } from '#projects/member.ts';
import type { SharedLevel } from './shared.ts';

/** A talk has a chain of its own: in that of the project a leader, or a dossier, would show that there was one. */
export const chainOf = (member: Member, talk: { id: string } | null): string =>
	talk === null ? `personal-${member.pseudonym}` : `talk-${talk.id}`;

/** How an entry begins that only the two sides read. */
export const inConfidence = (member: Member, talk: { id: string } | null, object: string): Omit<Happening, 'action'> => ({
	chain: chainOf(member, talk),
	actor: member.pseudonym,
	object,
	channel: 'screen',
});

/** How an entry of the project begins about something that was released: where it is read, and never what it says. */
export const aboutShared = (member: Member, { id, level }: { id: string; level: SharedLevel }): Omit<Happening, 'action'> => ({
	...about(member, { level, subproject: null }),
	object: id,
});
