import { redirect } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { takeStakeholdersAlong } from '#exports/stakeholders.server.ts';
import { idIn } from '#platform/forms.ts';
import { proveAgainFor, signedIn } from '../../../../signing.server.ts';
import { kindNamed, stakeholdersAsked } from '../../../../stakeholders.server.ts';
import type { RequestHandler } from './$types.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8', svg: 'image/svg+xml; charset=utf-8' };
const FORMS = ['csv', 'json', 'svg'] as const;

export const POST: RequestHandler = async (event) => {
	const { db, keys, member, speech, home, edition } = await stakeholdersAsked(event);
	const account = signedIn(event);
	if (!isFresh(account)) redirect(303, proveAgainFor(home, speech));
	const asked = await idIn(event.request, 'vorm');
	const as = FORMS.find((form) => form === asked) ?? 'csv';
	const text = await takeStakeholdersAlong(db, keys, account, member.project.id, { as, kindNamed: kindNamed(edition, speech) });
	return new Response(text, { headers: { 'content-type': TYPES[as], 'content-disposition': `attachment; filename="partijen.${as}"` } });
};
