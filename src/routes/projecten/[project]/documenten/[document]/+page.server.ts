import { mayAddVersion } from '#documents/document.ts';
import { documentFor } from '#documents/documents.server.ts';
import { titleOf } from '#logbook/entry.ts';
import { memberOf } from '#projects/members.server.ts';
import { signedIn } from '../../../../signing.server.ts';
import { shownVersion } from '../showing.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const { db, keys } = house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	const { entry, versions } = await documentFor(db, keys, member, event.params.document);
	return {
		project: { id: member.project.id, name: member.project.name },
		id: entry.id,
		title: titleOf(entry),
		note: entry.words.text ?? '',
		level: entry.level,
		day: speech.day(entry.happenedOn),
		mayAdd: mayAddVersion(member, entry),
		versions: versions.map((version) => shownVersion(version, speech)),
	};
};
