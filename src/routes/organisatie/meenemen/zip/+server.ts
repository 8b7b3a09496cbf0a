import { redirect } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { takeTrialAlong } from '#exports/trial.server.ts';
import { openSigning } from '#platform/journal/signing.server.ts';
import { proveAgainFor, signedIn } from '../../../signing.server.ts';
import { zipNamed } from '../../../zip.ts';
import type { RequestHandler } from './$types.ts';

export const POST: RequestHandler = async (event) => {
	const { house, speech } = event.locals;
	const account = signedIn(event);
	if (!isFresh(account)) redirect(303, proveAgainFor('/organisatie/meenemen', speech));
	const signing = openSigning(house.settings.keyFolder, house.keys);
	return zipNamed('proef.zip', await takeTrialAlong(house.db, house.keys, signing, account));
};
