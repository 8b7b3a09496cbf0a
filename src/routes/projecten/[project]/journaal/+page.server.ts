import { isFresh } from '#accounts/account.ts';
import { PROJECT_KINDS, PROJECT_TELLING } from '#projects/happenings.ts';
import { actorsFor, linesFor } from '#projects/journal.server.ts';
import { mayTakeAlong } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { journalPage } from '../../../journal.server.ts';
import { proveAgainFor, signedIn } from '../../../signing.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech, path } = event.locals;
	const { db, keys } = house;
	const account = signedIn(event);
	const member = await memberOf(db, account, event.params.project);
	const { id, name } = member.project;
	return {
		id,
		project: name,
		journal: await journalPage(event, {
			chain: id,
			kinds: PROJECT_KINDS,
			telling: PROJECT_TELLING,
			lines: (question) => linesFor(db, keys, member, question),
			actors: await actorsFor(db, member),
		}),
		mayTakeAlong: mayTakeAlong(member),
		proveFirst: isFresh(account) ? null : proveAgainFor(path + event.url.search, speech),
	};
};
