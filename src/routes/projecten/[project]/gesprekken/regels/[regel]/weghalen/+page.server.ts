import { redirect } from '@sveltejs/kit';
import { notAllowed } from '#projects/member.ts';
import { mayRemoveLine } from '#talks/line.ts';
import { lineFor } from '#talks/lines.server.ts';
import { removeLine } from '#talks/writing.server.ts';
import { talksAsked } from '../../../../../../talks.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home } = await talksAsked(event);
	const line = await lineFor(db, keys, member, event.params.regel);
	if (!mayRemoveLine(member, line)) throw notAllowed(member);
	return { back: speech.href(`${home}/regels/${line.id}`), text: line.words };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech, home } = await talksAsked(event);
		const { talk } = await lineFor(db, keys, member, event.params.regel);
		await removeLine(db, keys, member, event.params.regel);
		redirect(303, speech.href(talk === null ? home : `${home}/${talk.id}`));
	},
};
