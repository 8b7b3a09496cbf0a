import { colleaguesOf } from '#accounts/colleagues.server.ts';
import { invitationsOf } from '#accounts/inviting.server.ts';
import { resetsOf } from '#accounts/lost-second-factor/resets.server.ts';
import { administratorOf } from '#accounts/sign-ins.server.ts';
import { organisationOf } from '#organisations/organisations.server.ts';
import { baseKeeperOf } from '#stakeholders/base-set/base-keeper.server.ts';
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
	const resets = administrator ? await resetsOf(db, administrator) : [];
	return {
		organisation: organisation.name,
		erased: event.url.searchParams.has('gewist'),
		kind: organisation.kind,
		isAdministrator: administrator !== null,
		keepsBase: (await baseKeeperOf(db, account)) !== null,
		colleagues: colleagues.map(({ id, name, address, isAdministrator, since, deactivatedSince }) => ({
			id,
			name,
			address,
			isAdministrator,
			since: speech.day(since.slice(0, 10)),
			deactivated: deactivatedSince && speech.day(deactivatedSince.slice(0, 10)),
			mayBeErased: administrator !== null && id !== account.id,
		})),
		openResets: resets.length,
		invitations:
			invitations?.map(({ id, name, address, expiresAt, isOver }) => ({
				...{ id, name, address, isOver },
				until: speech.day(expiresAt.slice(0, 10)),
			})) ?? null,
	};
};
