import { about } from '#logbook/recording.ts';
import type { Happening } from '#platform/journal/journal.ts';
import { isLocked } from '#projects/level.ts';
import type { Member } from '#projects/member.ts';
import type { Filled } from './field.ts';
import type { Item } from './register.ts';

/** How an entry of the journal about an item begins: where it is told, and by whom. */
export const aboutItem = (
	member: Member,
	{ id, level }: Pick<Item, 'id' | 'level'>,
): Pick<Happening, 'chain' | 'actor' | 'channel' | 'place' | 'object'> => ({ ...about(member, { level, subproject: null }), object: id });

/** What the journal keeps of one. Above internal that is not what it says: that is sealed with keys of the project’s own. */
export const itemTold = (
	{ id, called }: { id: string; called: string },
	level: Item['level'],
	filled: Filled,
	owner: string | null,
): Record<string, string> => ({
	...{ register: id, level },
	...(isLocked(level) ? {} : { title: filled[called] ?? '' }),
	...(isLocked(level) || owner === null ? {} : { owner }),
});
