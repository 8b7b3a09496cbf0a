import { fail, redirect } from '@sveltejs/kit';
import { CHANNEL_NAMES, CHOSEN_CHANNELS } from '#logbook/entry.ts';
import { readForm } from '#platform/forms.ts';
import { Refusal } from '#platform/refusals.ts';
import { LEVEL_NAMES } from '#projects/level.ts';
import { notAllowed } from '#projects/member.ts';
import { addStakeholder } from '#stakeholders/adding.server.ts';
import { asTyped, factsIn, NEW_STAKEHOLDER } from '#stakeholders/forms.ts';
import { mayAddStakeholder, NO_FACTS, REGISTER_LEVELS } from '#stakeholders/stakeholder.ts';
import { choicesFor, hrefOfStakeholder, kindsIn, stakeholdersAsked } from '../../../../stakeholders.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, member, speech, home, edition } = await stakeholdersAsked(event);
	const { say } = speech;
	if (!mayAddStakeholder(member, 'internal')) throw notAllowed(member);
	const kind = kindsIn(edition).find((one) => one === event.url.searchParams.get('soort')) ?? '';
	const levels = REGISTER_LEVELS.filter((level) => mayAddStakeholder(member, level));
	return {
		home,
		choices: await choicesFor(db, member, edition, 'internal', speech),
		levels: levels.map((level) => ({ value: level, label: say(LEVEL_NAMES[level]) })),
		channels: CHOSEN_CHANNELS.map((channel) => ({ value: channel, label: say(CHANNEL_NAMES[channel]) })),
		first: { ...asTyped({ ...NO_FACTS, kind }, member.account), niveau: 'internal', weg: 'screen' } as Record<string, string>,
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech, edition } = await stakeholdersAsked(event);
		const form = await readForm(event.request, NEW_STAKEHOLDER);
		if (!form.ok) return fail(422, form);
		const { niveau: level, weg: channel, eigenaar } = form.values;
		const facts = factsIn(form.values, kindsIn(edition));
		try {
			const id = await addStakeholder(db, keys, member, { level, channel, facts, owner: eigenaar === '' ? null : eigenaar });
			redirect(303, hrefOfStakeholder(member, speech, id));
		} catch (error) {
			// Somebody else than this one keeps in touch.
			if (error instanceof Refusal && error.kind === 'conflict')
				return fail(422, { typed: form.values as Record<string, string>, issues: { eigenaar: error.code } });
			throw error;
		}
	},
};
