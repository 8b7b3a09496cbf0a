import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#platform/forms.ts';
import { baseFactsOf } from '#stakeholders/base-set/base.ts';
import { answerField, answersSchema, choicesIn, takeField, versionField, versionsIn, versionsTyped } from '#stakeholders/base-set/forms.ts';
import { answerOffers, baseBesideFor } from '#stakeholders/base-set/offers.server.ts';
import { type Compared, onlyHere } from '#stakeholders/base-set/offers.ts';
import { baseTold } from '../../../../base-set.server.ts';
import { hrefOfStakeholder, stakeholdersAsked } from '../../../../stakeholders.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home, edition } = await stakeholdersAsked(event);
	const { say } = speech;
	const { compared, register } = await baseBesideFor(db, keys, member);
	const named = ({ id, facts }: (typeof register)[number]) => ({ id, name: facts.name, href: hrefOfStakeholder(member, speech, id) });
	const stateOf = ({ own, isOffered }: Compared) => {
		if (own === null) return say(isOffered ? 'stakeholders.baseNew' : 'stakeholders.baseDeclined');
		return say(isOffered ? 'stakeholders.baseChanged' : 'stakeholders.baseDiffers');
	};
	const told = (one: Compared) => {
		const { base, own, differs } = one;
		const here = own && baseTold(baseFactsOf(own.facts), edition, speech);
		return {
			...{ id: base.id, name: base.facts.name, isOffered: one.isOffered, state: stateOf(one) },
			...{ answer: answerField(base.id), version: { name: versionField(base.id), value: versionsTyped(one) } },
			own: own && named(own),
			fields: baseTold(base.facts, edition, speech)
				.map((field, index) => ({ ...field, here: here?.[index]?.text ?? null, take: takeField(base.id, field.field) }))
				.filter(({ field, text }) => (own ? differs.includes(field) : text !== '')),
			answers: [
				{ value: 'take', label: say(own ? 'stakeholders.baseTake' : 'stakeholders.baseTakeNew') },
				{ value: 'keep', label: say(own ? 'stakeholders.baseKeep' : 'stakeholders.baseKeepNew') },
				{ value: 'later', label: say('stakeholders.baseLater') },
			],
		};
	};
	const isAlike = ({ own, differs }: Compared) => own !== null && differs.length === 0;
	const open = compared.filter((one) => !isAlike(one));
	return {
		home,
		compared: [...open.filter(({ isOffered }) => isOffered), ...open.filter(({ isOffered }) => !isOffered)].map(told),
		offered: open.filter(({ isOffered }) => isOffered).length,
		alike: compared.filter(isAlike).flatMap(({ own }) => (own ? [named(own)] : [])),
		onlyHere: onlyHere(compared, register).map(named),
	};
};

export const actions: Actions = {
	kiezen: async (event) => {
		const { db, keys, member, speech, home } = await stakeholdersAsked(event);
		const { compared } = await baseBesideFor(db, keys, member);
		const form = await readForm(event.request, answersSchema(compared));
		if (!form.ok) return fail(422, { problem: 'stakeholders.baseNothingChosen' as const });
		const [first, ...rest] = choicesIn(form.values, compared);
		if (!first) return fail(422, { problem: 'stakeholders.baseNothingChosen' as const });
		const done = await answerOffers(db, keys, member, [first, ...rest]);
		if (done.ok) redirect(303, speech.href(`${home}/basis`));
		return fail(409, { problem: 'stakeholders.baseMoved' as const });
	},
	alles: async (event) => {
		const { db, keys, member, speech, home } = await stakeholdersAsked(event);
		const { compared } = await baseBesideFor(db, keys, member);
		const data = await event.request.formData();
		// What was offered when the page was read, so that nothing is taken over unseen.
		const offered = compared.filter(({ isOffered, base }) => isOffered && data.has(versionField(base.id)));
		const [first, ...rest] = offered.map(({ base: { id } }) => ({
			...{ base: id, take: 'all' as const },
			...versionsIn(String(data.get(versionField(id)))),
		}));
		if (!first) return fail(409, { problem: 'stakeholders.baseMoved' as const });
		const done = await answerOffers(db, keys, member, [first, ...rest]);
		if (done.ok) redirect(303, speech.href(`${home}/basis`));
		return fail(409, { problem: 'stakeholders.baseMoved' as const });
	},
};
