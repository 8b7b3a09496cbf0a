import { fail, redirect } from '@sveltejs/kit';
import { entriesFor, entryFor } from '#logbook/entries.server.ts';
import { mayRelate, titleOf } from '#logbook/entry.ts';
import { RELATE } from '#logbook/forms.ts';
import { filterIn } from '#logbook/question.ts';
import { relate } from '#logbook/relating.server.ts';
import { RELATION_NAMES, RELATIONS } from '#logbook/relation.ts';
import { tellEntry } from '#logbook/telling.ts';
import { readForm } from '#platform/forms.ts';
import { notAllowed } from '#projects/member.ts';
import { hrefOfEntry, logbookAsked } from '../../../../../logbook.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** How many entries there are to choose from: the newest, or the newest that hold the words. */
const SHOWN = 20;

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech } = await logbookAsked(event);
	const { say } = speech;
	const entry = await entryFor(db, keys, member, event.params.vermelding);
	if (!mayRelate(member, entry)) throw notAllowed(member);
	const { q } = filterIn(event.url.searchParams);
	const entries = await entriesFor(db, keys, member, { words: q || undefined, limit: SHOWN + 1 });
	const others = entries.filter((one) => one.id !== entry.id && one.removed === null).slice(0, SHOWN);
	return {
		q,
		back: hrefOfEntry(member, speech, entry.id),
		title: titleOf(entry),
		relations: RELATIONS.filter((one) => one !== 'revises' || entry.confirmed === null).map((one) => ({
			value: one,
			label: say(RELATION_NAMES[one].to),
		})),
		others: others.map((one) => {
			const { kind, title, about } = tellEntry(one, speech);
			return { value: one.id, label: `${kind}: ${title} (${about})` };
		}),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech } = await logbookAsked(event);
		const id = event.params.vermelding;
		const form = await readForm(event.request, RELATE);
		if (!form.ok) return fail(422, form);
		await relate(db, keys, member, { id, kind: form.values.verband, to: form.values.bij });
		redirect(303, hrefOfEntry(member, speech, id));
	},
};
