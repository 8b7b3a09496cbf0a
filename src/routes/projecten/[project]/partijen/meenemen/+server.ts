import { redirect } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { takeStakeholdersAlong } from '#exports/stakeholders.server.ts';
import { idIn } from '#platform/forms.ts';
import { proveAgainFor, signedIn } from '../../../../signing.server.ts';
import { kindNamed, stakeholdersAsked } from '../../../../stakeholders.server.ts';
import type { RequestHandler } from './$types.ts';

/** What can be taken along, by what the form calls it. */
const FORMS = {
	csv: { as: 'csv', file: 'partijen.csv', type: 'text/csv; charset=utf-8' },
	momenten: { as: 'moments', file: 'momenten.csv', type: 'text/csv; charset=utf-8' },
	json: { as: 'json', file: 'partijen.json', type: 'application/json; charset=utf-8' },
	svg: { as: 'svg', file: 'partijen.svg', type: 'image/svg+xml; charset=utf-8' },
} as const;
const isForm = (asked: string): asked is keyof typeof FORMS => Object.hasOwn(FORMS, asked);

export const POST: RequestHandler = async (event) => {
	const { db, keys, member, speech, home, edition } = await stakeholdersAsked(event);
	const account = signedIn(event);
	if (!isFresh(account)) redirect(303, proveAgainFor(home, speech));
	const asked = await idIn(event.request, 'vorm');
	const { as, file, type } = FORMS[isForm(asked) ? asked : 'csv'];
	const text = await takeStakeholdersAlong(db, keys, account, member.project.id, { as, edition, kindNamed: kindNamed(edition, speech) });
	return new Response(text, { headers: { 'content-type': type, 'content-disposition': `attachment; filename="${file}"` } });
};
