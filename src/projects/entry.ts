import type { Place, Readership } from '#platform/journal/journal.ts';
import type { Level } from './level.ts';
import { isOfCore, type Member } from './member.ts';
import { mayReadAt } from './reading.ts';

/** Where an entry of the journal belongs; null for the project as a whole. */
export type EntryPlace = (Place & { level: Level }) | null;

/** An entry shows to who may see what it tells of: as what was written at that level and in that part would. */
export const maySeeEntry = (member: Member, place: EntryPlace): boolean =>
	mayReadAt(member, { level: place?.level ?? 'internal', subproject: place?.part ?? null, author: null });

/** What `maySeeEntry` says of one entry, as the journal is asked it of all; a proof holds the two to each other. */
export function readershipOf({ role, subproject }: Member): Readership {
	if (role === 'subproject') return { levels: ['internal'], part: subproject ?? '' };
	return { levels: isOfCore(role) ? ['internal', 'core'] : ['internal'] };
}
