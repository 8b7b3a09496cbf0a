import { redirect } from '@sveltejs/kit';
import { notAllowed } from '#projects/member.ts';
import { takeBackForOthers } from '#talks/releasing.server.ts';
import { sharedItemFor } from '#talks/shared.server.ts';
import { mayTakeBackForOthers } from '#talks/shared.ts';
import { talksAsked } from '../../../../../../talks.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home } = await talksAsked(event);
	const item = await sharedItemFor(db, keys, member, event.params.gedeeld);
	if (!mayTakeBackForOthers(member, item)) throw notAllowed(member);
	return { back: speech.href(`${home}/gedeeld/${item.id}`), text: item.text };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech, home } = await talksAsked(event);
		await takeBackForOthers(db, keys, member, event.params.gedeeld);
		redirect(303, speech.href(home));
	},
};
