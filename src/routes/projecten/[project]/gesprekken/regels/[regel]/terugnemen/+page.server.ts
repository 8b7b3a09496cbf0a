import { redirect } from '@sveltejs/kit';
import { notAllowed } from '#projects/member.ts';
import { mayTakeBack } from '#talks/line.ts';
import { lineFor } from '#talks/lines.server.ts';
import { takeBack } from '#talks/releasing.server.ts';
import { sharedOf } from '#talks/shared.server.ts';
import { talksAsked } from '../../../../../../talks.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home } = await talksAsked(event);
	const line = await lineFor(db, keys, member, event.params.regel);
	const item = await sharedOf(db, keys, member, line);
	if (item === null || !mayTakeBack(member, line)) throw notAllowed(member);
	return { back: speech.href(`${home}/regels/${line.id}`), text: item.text };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech, home } = await talksAsked(event);
		const id = event.params.regel;
		await takeBack(db, keys, member, id);
		redirect(303, speech.href(`${home}/regels/${id}`));
	},
};
