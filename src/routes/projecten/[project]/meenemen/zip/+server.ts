import { redirect } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { takeProjectAlong } from '#exports/project.server.ts';
import { openSigning } from '#platform/journal/signing.server.ts';
import { proveAgainFor, signedIn } from '../../../../signing.server.ts';
import { zipNamed } from '../../../../zip.ts';
import type { RequestHandler } from './$types.ts';

export const POST: RequestHandler = async (event) => {
	const { house, speech } = event.locals;
	const account = signedIn(event);
	const { project } = event.params;
	if (!isFresh(account)) redirect(303, proveAgainFor(`/projecten/${project}/meenemen`, speech));
	const signing = openSigning(house.settings.keyFolder, house.keys);
	return zipNamed('project.zip', await takeProjectAlong(house.db, house.keys, signing, account, project));
};
