import { redirect } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { takeMembersAlong } from '#exports/members.server.ts';
import { proveAgainFor, signedIn } from '../../../../signing.server.ts';
import type { RequestHandler } from './$types.ts';

export const POST: RequestHandler = async (event) => {
	const { house, speech } = event.locals;
	const account = signedIn(event);
	const { project } = event.params;
	if (!isFresh(account)) redirect(303, proveAgainFor(`/projecten/${project}/leden`, speech));
	const text = await takeMembersAlong(house.db, house.keys, account, project);
	return new Response(text, {
		headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="leden.csv"' },
	});
};
