import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { chooseLetters } from '#accounts/choosing-letters.server.ts';
import { oneOf, readForm } from '#platform/forms.ts';
import { choicesOf } from '#platform/letters/choices.server.ts';
import { ordinaryKinds, usualWay, WAYS } from '#platform/letters/kinds.ts';
import { signedIn } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** The field of a kind: what stands in its name may stand in that of a field, but for the dot. */
const fieldOf = (kind: string) => kind.replace('.', '-');
const CHOICES = v.object(Object.fromEntries(ordinaryKinds().map(({ kind }) => [fieldOf(kind), oneOf(WAYS, 'platform.wayMissing')])));

export const load: PageServerLoad = async (event) => {
	const chosen = await choicesOf(event.locals.house.db, signedIn(event).id);
	return { kinds: ordinaryKinds().map(({ kind, name }) => ({ field: fieldOf(kind), name, way: chosen.get(kind) ?? usualWay(kind) })) };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys } = event.locals.house;
		const account = signedIn(event);
		const form = await readForm(event.request, CHOICES);
		if (!form.ok) return fail(422, form);
		const { values } = form;
		await chooseLetters(db, keys, account, new Map(ordinaryKinds().map(({ kind }) => [kind, values[fieldOf(kind)] ?? usualWay(kind)])));
		return { done: true };
	},
};
