import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#platform/forms.ts';
import { Refusal } from '#platform/refusals.ts';
import { followUp, possibleItemOwners } from '#talks/following.server.ts';
import { FOLLOW_UP } from '#talks/forms.ts';
import { ITEM_NAMES } from '#talks/line.ts';
import { remarksOn, sharedItemFor } from '#talks/shared.server.ts';
import { mayFollowUp, mayTakeBackForOthers, STATE_NAMES, STATES } from '#talks/shared.ts';
import { factsOf, talksAsked } from '../../../../../talks.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home } = await talksAsked(event);
	const { say, day, href } = speech;
	const item = await sharedItemFor(db, keys, member, event.params.gedeeld);
	const remarks = (await remarksOn(db, keys, member, [item])).get(item.id) ?? [];
	const owners = (await possibleItemOwners(db, member, item.level)).map(({ account, name }) => ({ value: account, label: name }));
	// Who sees to it may have left since; then they still stand there.
	if (item.owner && !owners.some(({ value }) => value === item.owner)) owners.push({ value: item.owner, label: item.ownerName });
	return {
		home,
		here: href(`${home}/gedeeld/${item.id}`),
		kind: say(ITEM_NAMES[item.kind]),
		text: item.text,
		facts: [
			{ label: say('talks.state'), text: say(STATE_NAMES[item.state]) },
			{ label: say('talks.owner'), text: item.ownerName || say('logbook.nobody') },
			...factsOf(item, speech),
		],
		remarks: remarks.map((one) => ({
			id: one.id,
			text: one.text,
			about: [
				day(one.at.slice(0, 10)),
				one.authorName || say('logbook.somebodyGone'),
				say(STATE_NAMES[one.state]),
				one.ownerName ? say('talks.seenToBy', { name: one.ownerName }) : '',
			]
				.filter(Boolean)
				.join(' · '),
		})),
		owners: [{ value: '', label: say('logbook.nobody') }, ...owners],
		states: STATES.map((state) => ({ value: state, label: say(STATE_NAMES[state]) })),
		values: { eigenaar: item.owner ?? '', stand: item.state, versie: String(item.version) } as Record<string, string>,
		may: { followUp: mayFollowUp(member, item), takeBack: mayTakeBackForOthers(member, item) },
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech, home } = await talksAsked(event);
		const id = event.params.gedeeld;
		const form = await readForm(event.request, FOLLOW_UP);
		if (!form.ok) return fail(422, form);
		const { eigenaar, stand: state, opmerking: remark, versie } = form.values;
		const given = { item: id, owner: eigenaar || null, state, remark, version: Number.parseInt(versie, 10) || 0 };
		const typed = form.values as Record<string, string>;
		try {
			const done = await followUp(db, keys, member, given);
			if (done.ok) redirect(303, speech.href(`${home}/gedeeld/${id}`));
			return fail(409, { typed: { ...typed, versie: String(done.meanwhile.version) }, isOvertaken: true });
		} catch (error) {
			// Somebody else than this one sees to it.
			if (error instanceof Refusal && error.kind === 'conflict') return fail(422, { typed, issues: { eigenaar: error.code } });
			throw error;
		}
	},
};
