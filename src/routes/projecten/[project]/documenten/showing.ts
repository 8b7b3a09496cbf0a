import type { ProjectDocument, Version } from '#documents/document.ts';
import { titleOf } from '#logbook/entry.ts';
import type { Speech } from '#platform/messages.ts';

/** A version as the pages show it. */
export const shownVersion = (version: Version, speech: Speech) => ({
	number: version.number,
	name: version.name,
	size: speech.size(version.bytes),
	hash: version.hash,
	author: version.authorName,
	when: speech.moment(version.addedAt),
	scan: version.scan,
	hasPicture: version.hasPicture,
});
export type ShownVersion = ReturnType<typeof shownVersion>;

/** A document as a list shows it, with its newest version. */
export function shownDocument({ entry, versions }: ProjectDocument, speech: Speech) {
	const [newest] = versions;
	return {
		id: entry.id,
		title: titleOf(entry),
		level: entry.level,
		day: speech.day(entry.happenedOn),
		newest: newest ? shownVersion(newest, speech) : null,
	};
}
