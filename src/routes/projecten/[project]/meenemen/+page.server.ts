import { isFresh } from '#accounts/account.ts';
import { ownPersonalEntries } from '#dossiers/taking-along.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { mayTakeAlong } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { proveAgainFor, signedIn } from '../../../signing.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech, path } = event.locals;
	const account = signedIn(event);
	const member = await memberOf(house.db, account, event.params.project);
	if (!mayTakeAlong(member)) throw new Refusal('not-allowed', 'projects.notAllowed');
	return {
		id: member.project.id,
		name: member.project.name,
		own: await ownPersonalEntries(house, member),
		proveFirst: isFresh(account) ? null : proveAgainFor(path, speech),
	};
};
