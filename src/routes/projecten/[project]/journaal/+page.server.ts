import { inWords } from '#projects/happenings.ts';
import { journalFor } from '#projects/journal.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { signedIn } from '../../../signing.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const { db, keys } = house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	const entries = await journalFor(db, keys, member);
	return {
		id: member.project.id,
		project: member.project.name,
		entries: entries.map(({ seq, at, who, action, hash }) => ({
			seq,
			at: speech.moment(at),
			who,
			what: inWords(action, speech),
			hash: hash.slice(0, 12),
		})),
	};
};
