import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#platform/forms.ts';
import { Refusal } from '#platform/refusals.ts';
import { notAllowed } from '#projects/member.ts';
import { changeStakeholder } from '#stakeholders/changing.server.ts';
import { asTyped, CHANGED_STAKEHOLDER, factsIn } from '#stakeholders/forms.ts';
import { mayChangeStakeholder } from '#stakeholders/stakeholder.ts';
import { stakeholderFor } from '#stakeholders/stakeholders.server.ts';
import { choicesFor, factsOf, hrefOfStakeholder, kindNamed, kindsIn, stakeholdersAsked } from '../../../../../stakeholders.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, edition } = await stakeholdersAsked(event);
	const one = await stakeholderFor(db, keys, member, event.params.belanghebbende);
	if (!mayChangeStakeholder(member, one)) throw notAllowed(member);
	return {
		back: hrefOfStakeholder(member, speech, one.id),
		choices: await choicesFor(db, member, edition, one.level, speech, one),
		values: { ...asTyped(one.facts, one.owner), versie: String(one.version) } as Record<string, string>,
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech, edition } = await stakeholdersAsked(event);
		const there = await stakeholderFor(db, keys, member, event.params.belanghebbende);
		const form = await readForm(event.request, CHANGED_STAKEHOLDER);
		if (!form.ok) return fail(422, form);
		const typed = form.values as Record<string, string>;
		// A kind that a later edition of the method does not know any more stays what it was.
		const facts = factsIn(form.values, [...kindsIn(edition), there.facts.kind]);
		const owner = form.values.eigenaar === '' ? null : form.values.eigenaar;
		try {
			const version = Number.parseInt(form.values.versie, 10) || 0;
			const changed = await changeStakeholder(db, keys, member, there.id, { version, owner, facts });
			if (changed.ok) redirect(303, hrefOfStakeholder(member, speech, there.id));
			const { meanwhile } = changed;
			const kind = kindNamed(edition, speech);
			const { owners } = await choicesFor(db, member, edition, meanwhile.level, speech, meanwhile);
			const ownerName = owner === null ? '' : (owners.find(({ value }) => value === owner)?.label ?? '');
			const yours = factsOf({ facts, ownerName }, kind, speech);
			const fields = factsOf(meanwhile, kind, speech).map(({ label, text }, index) => ({
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
			// Somebody else than this one keeps in touch.
			if (error instanceof Refusal && error.kind === 'conflict') return fail(422, { typed, issues: { eigenaar: error.code } });
			throw error;
		}
	},
};
