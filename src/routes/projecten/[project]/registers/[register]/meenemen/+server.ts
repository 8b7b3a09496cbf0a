import { redirect } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { takeRegisterAlong } from '#exports/registers.server.ts';
import { decisionTitles } from '#registers/decisions.server.ts';
import { registerAsked } from '../../../../../registers.server.ts';
import { proveAgainFor, signedIn } from '../../../../../signing.server.ts';
import type { RequestHandler } from './$types.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' };

export const POST: RequestHandler = async (event) => {
	const { db, keys, member, speech, list, register } = await registerAsked(event);
	const account = signedIn(event);
	if (!isFresh(account)) redirect(303, proveAgainFor(list, speech));
	const as = (await event.request.formData()).get('vorm') === 'json' ? 'json' : 'csv';
	const titleOf = await decisionTitles(db, keys, member, register);
	const text = await takeRegisterAlong(db, keys, account, { project: member.project.id, register }, { as, titleOf });
	const disposition = `attachment; filename="${register.address}.${as}"`;
	return new Response(text, { headers: { 'content-type': TYPES[as], 'content-disposition': disposition } });
};
