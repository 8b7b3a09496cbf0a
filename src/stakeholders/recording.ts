import { about } from '#logbook/recording.ts';
import type { Happening } from '#platform/journal/journal.ts';
import { isLocked } from '#projects/level.ts';
import type { Member } from '#projects/member.ts';
import type { Facts, RegisterLevel } from './stakeholder.ts';

/** How an entry of the journal about a stakeholder begins: where it is told, and by whom. */
export const aboutStakeholder = (
	member: Member,
	{ id, level }: { id: string; level: RegisterLevel },
): Pick<Happening, 'chain' | 'actor' | 'channel' | 'place' | 'object'> => ({ ...about(member, { level, subproject: null }), object: id });

/** What the journal keeps of one. Above internal that is not what it says: that is sealed with keys of the project’s own. */
export function factsTold(level: RegisterLevel, facts: Facts, owner: string | null): Record<string, string> {
	if (isLocked(level)) return { level };
	const { name, dwellings, share, source, reviewOn } = facts;
	return { level, ...said({ name, dwellings, share, source, reviewOn, relationOwner: owner }) };
}

/** What is there, as text: the journal shows nothing else. */
const said = (told: Record<string, string | number | null>): Record<string, string> =>
	Object.fromEntries(Object.entries(told).flatMap(([key, value]) => (value === null || value === '' ? [] : [[key, String(value)]])));

/** What a judgement leaves beside its entry, where everybody who reads of it may read that. */
export const judgedTold = (level: RegisterLevel, told: Record<string, string | number | null>): Record<string, string> =>
	isLocked(level) ? { level } : said(told);
