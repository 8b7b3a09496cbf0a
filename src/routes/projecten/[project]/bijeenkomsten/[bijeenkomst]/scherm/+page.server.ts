import { contributionsFor } from '#meetings/contributions.server.ts';
import { joinCodeFor, meetingFor } from '#meetings/meetings.server.ts';
import { found } from '#platform/refusals.ts';
import { memberOf } from '#projects/members.server.ts';
import { signedIn } from '../../../../../signing.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, path, speech } = event.locals;
	const { db, keys } = house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	const code = found(await joinCodeFor(db, keys, member, event.params.bijeenkomst));
	const { id, title, question, isLocked } = await meetingFor(db, member, event.params.bijeenkomst);
	const contributions = await contributionsFor(db, member, id);
	return {
		...{ path, code, title, question, isLocked },
		address: event.url.host + speech.href('/meedoen'),
		shown: contributions.filter(({ isShown }) => isShown).map(({ id, text }) => ({ id, text })),
	};
};
