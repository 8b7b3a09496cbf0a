import { redirect } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { takeProjectAlong } from '#dossiers/taking-along.server.ts';
import { proveAgainFor, signedIn } from '../../../../signing.server.ts';
import { zipAsItComes } from '../../../../zip.ts';
import type { RequestHandler } from './$types.ts';

export const POST: RequestHandler = async (event) => {
	const { house, speech } = event.locals;
	const account = signedIn(event);
	const { project } = event.params;
	if (!isFresh(account)) redirect(303, proveAgainFor(`/projecten/${project}/meenemen`, speech));
	const { db, keys, signing, storeroom } = house;
	return zipAsItComes(await takeProjectAlong({ db, keys, signing, shelf: storeroom.shelf }, account, project));
};
