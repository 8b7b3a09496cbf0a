import { fail, redirect } from '@sveltejs/kit';
import { CHANNEL_NAMES, CHOSEN_CHANNELS } from '#logbook/entry.ts';
import { type Issues, readForm } from '#platform/forms.ts';
import { notAllowed } from '#projects/member.ts';
import { draggedTo, matrixSchema, placeIn, placeTyped } from '#stakeholders/forms.ts';
import { NOWHERE } from '#stakeholders/judgement.ts';
import { judgementsFor } from '#stakeholders/judgements.server.ts';
import { score } from '#stakeholders/judging.server.ts';
import { inSight, mayAddStakeholder, mayScore } from '#stakeholders/stakeholder.ts';
import { stakeholdersFor } from '#stakeholders/stakeholders.server.ts';
import { kindNamed, listedStakeholder, stakeholdersAsked } from '../../../../stakeholders.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

async function asked(event: Parameters<typeof stakeholdersAsked>[0]) {
	const asked = await stakeholdersAsked(event);
	const { db, keys, member } = asked;
	if (!mayAddStakeholder(member, 'internal')) throw notAllowed(member);
	const there = inSight(await stakeholdersFor(db, keys, member)).filter((one) => mayScore(member, one));
	return { ...asked, there };
}

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home, edition, there } = await asked(event);
	const judged = await judgementsFor(db, keys, member, there);
	const query = event.url.searchParams;
	const values = there.map(({ id }) => {
		const mine = judged.get(id)?.mine[0]?.what ?? NOWHERE;
		return placeTyped((query.get('partij') === id ? draggedTo(mine, query) : null) ?? mine, id);
	});
	return {
		home,
		dragged: query.get('partij'),
		stakeholders: there.map((one) => listedStakeholder(member, speech, one, kindNamed(edition, speech))),
		channels: CHOSEN_CHANNELS.map((channel) => ({ value: channel, label: speech.say(CHANNEL_NAMES[channel]) })),
		values: Object.assign({ weg: 'screen' }, ...values) as Record<string, string>,
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech, home, there } = await asked(event);
		const form = await readForm(event.request, matrixSchema(there.map(({ id }) => id)));
		if (!form.ok) return fail(422, form);
		const typed = form.values as Record<string, string>;
		const lines = there.map(({ id }) => ({ stakeholder: id, ...placeIn(typed, id) }));
		const issues: Issues = Object.assign({}, ...lines.map((line) => line.issues));
		if (Object.keys(issues).length > 0) return fail(422, { typed, issues });
		const channel = CHOSEN_CHANNELS.find((one) => one === typed.weg) ?? 'screen';
		await score(db, keys, member, lines, channel);
		redirect(303, speech.href(`${home}/verschillen`));
	},
};
