import { fail, redirect } from '@sveltejs/kit';
import { entryFor } from '#logbook/entries.server.ts';
import { KIND_NAMES, mayRemove, titleOf } from '#logbook/entry.ts';
import { REMOVE } from '#logbook/forms.ts';
import { removeEntry } from '#logbook/removing.server.ts';
import { readForm } from '#platform/forms.ts';
import { notAllowed } from '#projects/member.ts';
import { hrefOfEntry, logbookAsked } from '../../../../../logbook.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech } = await logbookAsked(event);
	const entry = await entryFor(db, keys, member, event.params.vermelding);
	if (!mayRemove(member, entry)) throw notAllowed(member);
	return { back: hrefOfEntry(member, speech, entry.id), called: `${speech.say(KIND_NAMES[entry.kind])}: ${titleOf(entry)}` };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech } = await logbookAsked(event);
		const id = event.params.vermelding;
		const form = await readForm(event.request, REMOVE);
		if (!form.ok) return fail(422, form);
		await removeEntry(db, keys, member, { id, reason: form.values.reden });
		redirect(303, hrefOfEntry(member, speech, id));
	},
};
