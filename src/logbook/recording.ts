import type { Happening } from '#platform/journal/journal.ts';
import { isLocked } from '#projects/level.ts';
import type { Member } from '#projects/member.ts';
import type { Placed } from '#projects/reading.ts';
import type { Entry, Kind, Words } from './entry.ts';

/** How an entry of the journal about something in the logbook begins: where it is told, and by whom. */
export function about(member: Member, placed: Omit<Placed, 'author'>): Pick<Happening, 'chain' | 'actor' | 'channel' | 'place'> {
	const told = { actor: member.pseudonym, channel: member.isByToken ? 'api' : 'screen' } as const;
	// That something personal exists is nobody's business either; in a chain of one's own there is nobody to keep anything from.
	if (placed.level === 'personal') return { ...told, chain: `personal-${member.pseudonym}` };
	return { ...told, chain: member.project.id, place: { level: placed.level, part: placed.subproject } };
}

/** What the journal keeps of an entry. Above internal that is not what it says: that is sealed with keys of the project's own. */
export function told(
	entry: Pick<Entry, 'level' | 'happenedOn'> & { kind: Kind; words: Words; junctions?: string[] },
): Record<string, unknown> {
	const { kind, level, happenedOn, words, junctions = [] } = entry;
	return isLocked(level) ? { kind, level } : { kind, level, happenedOn, ...words, ...(junctions.length > 0 ? { junctions } : {}) };
}
