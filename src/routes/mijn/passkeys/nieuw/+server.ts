import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { isFresh } from '#accounts/account.ts';
import { addPasskey, askForPasskey } from '#accounts/adding-passkey.server.ts';
import { MADE, NAMED } from '#accounts/passkey.ts';
import { readJson } from '#platform/forms.ts';
import type { MessageKey, Speech } from '#platform/messages.ts';
import { proveAgainFor, siteOf } from '../../../signing.server.ts';
import type { RequestHandler } from './$types.ts';

const PAGE = '/mijn/passkeys';
const toMend = ({ say }: Speech, issue: MessageKey) => json({ issue: say(issue) }, { status: 422 });

/** What the device is asked to make, once the passkey has a name. */
export const POST: RequestHandler = async (event) => {
	const { account, house, speech } = event.locals;
	if (!account || !isFresh(account)) return json({ to: proveAgainFor(PAGE, speech) });
	if (!(await readJson(event.request, NAMED))) return toMend(speech, 'accounts.passkeyNameMissing');
	return json({ options: await askForPasskey(house.db, account, siteOf(event)) });
};

/** What the device made. */
export const PUT: RequestHandler = async (event) => {
	const { account, house, speech } = event.locals;
	if (!account || !isFresh(account)) return json({ to: proveAgainFor(PAGE, speech) });
	const sent = await readJson(event.request, v.object({ ...NAMED.entries, passkey: MADE }));
	if (!sent) return toMend(speech, 'accounts.passkeyNotAdded');
	const added = await addPasskey(house.db, house.keys, account, siteOf(event), sent.naam, sent.passkey);
	return added.ok ? json({ to: `${speech.href(PAGE)}?toegevoegd` }) : toMend(speech, added.issue);
};
