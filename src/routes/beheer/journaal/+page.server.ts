import { INSTALLATION_KINDS, INSTALLATION_TELLING } from '#accounts/happenings.ts';
import { installationActorsFor, installationJournalFor } from '#accounts/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import { journalPage } from '../../journal.server.ts';
import { operator } from '../../signing.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const who = await operator(event);
	const { db, keys } = event.locals.house;
	return {
		journal: await journalPage(event, {
			chain: INSTALLATION,
			kinds: INSTALLATION_KINDS,
			telling: INSTALLATION_TELLING,
			lines: (question) => installationJournalFor(db, keys, who, question),
			actors: await installationActorsFor(db, who),
		}),
	};
};
