import { redirect } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { installationName } from '#accounts/setting-up.server.ts';
import { takeOwnDataAlong } from '#exports/own-data.server.ts';
import { proveAgainFor, signedIn } from '../../../signing.server.ts';
import type { RequestHandler } from './$types.ts';

export const POST: RequestHandler = async (event) => {
	const { db, keys } = event.locals.house;
	const account = signedIn(event);
	if (!isFresh(account)) redirect(303, proveAgainFor('/mijn/gegevens', event.locals.speech));
	const zip = await takeOwnDataAlong(db, keys, account, await installationName(db));
	return new Response(new Uint8Array(zip), {
		headers: { 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="gegevens.zip"' },
	});
};
