import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { ANSWER } from '#accounts/passkey.ts';
import { askToProveAgain, proveAgainByPasskey } from '#accounts/proving-again.server.ts';
import { readJson } from '#platform/forms.ts';
import { enter, siteOf, wayBack } from '../../../signing.server.ts';
import type { RequestHandler } from './$types.ts';

/** What the device is asked. */
export const POST: RequestHandler = async (event) => {
	const { account, house, speech } = event.locals;
	if (!account) return json({ to: speech.href('/inloggen') });
	return json({ options: await askToProveAgain(house.db, account, siteOf(event)) });
};

/** What the device answers. */
export const PUT: RequestHandler = async (event) => {
	const { account, house, speech } = event.locals;
	if (!account) return json({ to: speech.href('/inloggen') });
	const sent = await readJson(event.request, v.object({ passkey: ANSWER }));
	const token = sent && (await proveAgainByPasskey(house.db, house.keys, account, siteOf(event), sent.passkey));
	if (!token) return json({ issue: speech.say('accounts.proveWrong') }, { status: 422 });
	await enter(event, { token, device: null });
	return json({ to: wayBack(event.url, speech.href) });
};
