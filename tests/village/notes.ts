import { addEntry } from '#logbook/entering.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Level } from '#projects/level.ts';
import type { Member } from '#projects/member.ts';

/** Writes a note in the logbook: the shortest thing that can stand there. Gives its id. */
export const writeNote = (
	db: Database,
	keys: Keys,
	member: Member,
	{ level, text, subproject }: { level: Level; text: string; subproject: string | null },
	now?: Date,
): Promise<string> => addEntry(db, keys, member, { kind: 'note', level, words: { text }, subproject }, now);
