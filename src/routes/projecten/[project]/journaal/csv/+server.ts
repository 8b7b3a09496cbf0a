import { redirect } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { takeJournalAlong } from '#exports/journal.server.ts';
import { filterIn } from '#platform/journal/filter.ts';
import { proveAgainFor, signedIn } from '../../../../signing.server.ts';
import type { RequestHandler } from './$types.ts';

export const POST: RequestHandler = async (event) => {
	const { house, speech } = event.locals;
	const account = signedIn(event);
	const { project } = event.params;
	if (!isFresh(account)) redirect(303, proveAgainFor(`/projecten/${project}/journaal`, speech));
	const filter = filterIn(await event.request.formData());
	const text = await takeJournalAlong(house.db, house.keys, house.signing, account, project, { ...filter, voor: '' });
	return new Response(text, {
		headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="journaal.csv"' },
	});
};
