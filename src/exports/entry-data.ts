import type { Channel, Entry, Kind, Words } from '#logbook/entry.ts';
import type { Level } from '#projects/level.ts';

/** An entry of the logbook as programs read it. Times are ISO-8601 in UTC; of what was removed only that it was there. */
export interface EntryData {
	id: string;
	kind: Kind;
	level: Level;
	part: string | null;
	author: string;
	happenedOn: string;
	enteredAt: string;
	channel: Channel;
	words: Words;
	/** Ids of junctions of the guide. */
	junctions: string[];
	owner: string | null;
	dueOn: string | null;
	doneOn: string | null;
	confirmedAt: string | null;
	removedAt: string | null;
}

/** What a part of the project is called, by its id. */
export type PartNamed = (part: string | null) => string | null;

export const namedIn =
	(parts: readonly { id: string; name: string }[]): PartNamed =>
	(part) =>
		parts.find(({ id }) => id === part)?.name ?? null;

export const entryData = (entry: Entry, partNamed: PartNamed): EntryData => ({
	...{ id: entry.id, kind: entry.kind, level: entry.level, part: partNamed(entry.subproject), author: entry.authorName },
	...{ happenedOn: entry.happenedOn, enteredAt: entry.enteredAt, channel: entry.channel, words: entry.words, junctions: entry.junctions },
	owner: entry.action?.ownerName ?? null,
	dueOn: entry.action?.dueOn ?? null,
	doneOn: entry.action?.doneOn ?? null,
	confirmedAt: entry.confirmed?.at ?? null,
	removedAt: entry.removed?.at ?? null,
});
