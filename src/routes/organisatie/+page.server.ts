import { colleaguesOf, invitationsOf } from '#accounts/inviting.server.ts';
import { administratorOf } from '#accounts/sign-ins.server.ts';
import { organisationOf } from '#organisations/organisations.server.ts';
import { signedIn } from '../signing.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db } = event.locals.house;
	const { speech } = event.locals;
	const account = signedIn(event);
	const administrator = await administratorOf(db, account);
	const organisation = await organisationOf(db, account.organisation);
	const colleagues = await colleaguesOf(db, account);
	const invitations = administrator ? await invitationsOf(db, administrator) : null;
	return {
		organisation: organisation.name,
		erased: event.url.searchParams.has('gewist'),
		kind: organisation.kind,
		colleagues: colleagues.map(({ id, name, address, isAdministrator, since }) => ({
			id,
			name,
			address,
			isAdministrator,
			since: speech.day(since.slice(0, 10)),
			mayBeErased: administrator !== null && id !== account.id,
		})),
		invitations:
			invitations?.map(({ id, name, address, expiresAt }) => ({ id, name, address, until: speech.day(expiresAt.slice(0, 10)) })) ?? null,
	};
};
