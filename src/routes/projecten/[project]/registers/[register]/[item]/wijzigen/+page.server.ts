import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#platform/forms.ts';
import { Refusal } from '#platform/refusals.ts';
import { notAllowed } from '#projects/member.ts';
import { changeItem } from '#registers/changing.server.ts';
import { decisionTitles } from '#registers/decisions.server.ts';
import { asTyped, changedItemSchema, givenIn } from '#registers/forms.ts';
import { itemFor } from '#registers/items.server.ts';
import { mayChangeItem } from '#registers/register.ts';
import { factsOf } from '#registers/told.ts';
import { formFor, hrefOfItem, registerAsked } from '../../../../../../registers.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, register } = await registerAsked(event);
	const item = await itemFor(db, keys, member, register, event.params.item);
	if (!mayChangeItem(member, item)) throw notAllowed(member);
	return {
		back: hrefOfItem(member, speech, register, item.id),
		title: item.filled[register.called] ?? '',
		form: await formFor(db, keys, member, register, item.level, speech, item),
		values: { ...asTyped(register, item), versie: String(item.version) } as Record<string, string>,
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech, register } = await registerAsked(event);
		const there = await itemFor(db, keys, member, register, event.params.item);
		const form = await readForm(event.request, changedItemSchema(register));
		if (!form.ok) return fail(422, form);
		const typed = form.values as Record<string, string>;
		const { decisions, owners } = await formFor(db, keys, member, register, there.level, speech, there);
		const { given, issues } = givenIn(register, typed, [...decisions, there.filled.decision ?? '']);
		if (Object.keys(issues).length > 0) return fail(422, { typed, issues });
		try {
			const version = Number.parseInt(typed.versie ?? '', 10) || 0;
			const changed = await changeItem(db, keys, member, register, { id: there.id, version, ...given });
			if (changed.ok) redirect(303, hrefOfItem(member, speech, register, there.id));
			const { meanwhile } = changed;
			const titleOf = await decisionTitles(db, keys, member, register);
			const ownerName = given.owner === null ? '' : (owners.find(({ value }) => value === given.owner)?.label ?? '');
			const yours = factsOf(register, given, ownerName, speech, titleOf);
			const fields = factsOf(register, meanwhile, meanwhile.ownerName, speech, titleOf).map(({ label, text }, index) => ({
				...{ label, there: text, yours: yours[index]?.text ?? '' },
			}));
			const { name, at } = meanwhile.changed;
			return fail(409, {
				typed: { ...typed, versie: String(meanwhile.version) },
				beside: {
					name: name || speech.say('logbook.somebodyGone'),
					moment: speech.moment(at),
					fields: fields.filter((field) => field.there !== field.yours),
				},
			});
		} catch (error) {
			// Somebody else than this one sees to it.
			if (error instanceof Refusal && error.kind === 'conflict') return fail(422, { typed, issues: { eigenaar: error.code } });
			throw error;
		}
	},
};
