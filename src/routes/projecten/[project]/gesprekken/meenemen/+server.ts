import { redirect } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { takeSharedAlong } from '#exports/shared-items.server.ts';
import { proveAgainFor, signedIn } from '../../../../signing.server.ts';
import { talksAsked } from '../../../../talks.server.ts';
import type { RequestHandler } from './$types.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' };

export const POST: RequestHandler = async (event) => {
	const { db, keys, member, speech, home } = await talksAsked(event);
	const account = signedIn(event);
	if (!isFresh(account)) redirect(303, proveAgainFor(home, speech));
	const as = (await event.request.formData()).get('vorm') === 'json' ? 'json' : 'csv';
	const text = await takeSharedAlong(db, keys, account, member.project.id, as);
	return new Response(text, { headers: { 'content-type': TYPES[as], 'content-disposition': `attachment; filename="gedeeld.${as}"` } });
};
