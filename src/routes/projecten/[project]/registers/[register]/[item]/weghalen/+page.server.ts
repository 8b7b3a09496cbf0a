import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#platform/forms.ts';
import { notAllowed } from '#projects/member.ts';
import { REMOVE } from '#registers/forms.ts';
import { itemFor } from '#registers/items.server.ts';
import { mayRemoveItem } from '#registers/register.ts';
import { removeItem } from '#registers/removing.server.ts';
import { hrefOfItem, registerAsked } from '../../../../../../registers.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, register } = await registerAsked(event);
	const item = await itemFor(db, keys, member, register, event.params.item);
	if (!mayRemoveItem(member, item)) throw notAllowed(member);
	return { back: hrefOfItem(member, speech, register, item.id), called: item.filled[register.called] ?? '' };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech, register } = await registerAsked(event);
		const id = event.params.item;
		const form = await readForm(event.request, REMOVE);
		if (!form.ok) return fail(422, form);
		await removeItem(db, keys, member, register, { id, reason: form.values.reden });
		redirect(303, hrefOfItem(member, speech, register, id));
	},
};
