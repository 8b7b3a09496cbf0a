import { redirect } from '@sveltejs/kit';
import { resetsOf } from '#accounts/lost-second-factor/resets.server.ts';
import { withdrawReset } from '#accounts/lost-second-factor/starting.server.ts';
import { idIn } from '#platform/forms.ts';
import { administrator } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const { searchParams } = event.url;
	const resets = await resetsOf(house.db, await administrator(event));
	return {
		started: searchParams.has('gedaan'),
		withdrawn: searchParams.has('ingetrokken'),
		resets: resets.map(({ id, person, starterName, reason, startedAt, readyAt, confirmerName, expiresAt, administrators, hasLeaders }) => ({
			...{ id, person, reason, administrators, hasLeaders, confirmer: confirmerName, starter: starterName },
			started: speech.moment(startedAt),
			ready: readyAt === null ? null : speech.moment(readyAt),
			until: speech.moment(expiresAt),
		})),
	};
};

export const actions: Actions = {
	intrekken: async (event) => {
		const { house, speech } = event.locals;
		const who = await administrator(event);
		await withdrawReset(house.db, house.keys, who, await idIn(event.request, 'verzoek'));
		redirect(303, `${speech.href('/organisatie/tweede-stap')}?ingetrokken`);
	},
};
