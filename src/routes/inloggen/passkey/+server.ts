import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { ANSWER } from '#accounts/passkey.ts';
import { beginPasskeySignIn, signInByPasskey } from '#accounts/signing-in-by-passkey.server.ts';
import { readJson } from '#platform/forms.ts';
import { enter, siteOf, wayBack } from '../../signing.server.ts';
import type { RequestHandler } from './$types.ts';

/** What the device is asked. */
export const POST: RequestHandler = async (event) => {
	const { house, origin, speech } = event.locals;
	const asked = await beginPasskeySignIn(house.db, house.keys, siteOf(event), origin);
	return asked.ok ? json({ options: asked.options }) : json({ issue: speech.say(asked.issue) }, { status: 429 });
};

/** What the device answers. */
export const PUT: RequestHandler = async (event) => {
	const { house, origin, speech } = event.locals;
	const sent = await readJson(event.request, v.object({ passkey: ANSWER }));
	const entered = sent && (await signInByPasskey(house.db, house.keys, siteOf(event), sent.passkey, origin));
	if (!entered) return json({ issue: speech.say('accounts.passkeyWrong') }, { status: 422 });
	await enter(event, entered);
	return json({ to: wayBack(event.url, speech.href) });
};
