import { redirect } from '@sveltejs/kit';
import { confirmReset, requestFor } from '#accounts/lost-second-factor/confirming.server.ts';
import { freshlySignedIn, signedIn } from '../../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	// Who is not asked finds nothing, however long ago they proved who they are.
	const request = await requestFor(house.db, signedIn(event), event.params.verzoek);
	freshlySignedIn(event);
	const { person, starterName, reason, startedAt } = request;
	return { person, starter: starterName, reason, started: speech.moment(startedAt) };
};

export const actions: Actions = {
	default: async (event) => {
		const { house, speech } = event.locals;
		const account = freshlySignedIn(event);
		await confirmReset(house.db, house.keys, account, event.params.verzoek, house.settings.origin);
		redirect(303, `${speech.href('/mijn')}?bevestigd`);
	},
};
