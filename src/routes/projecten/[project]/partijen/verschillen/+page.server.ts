import { redirect } from '@sveltejs/kit';
import { notAllowed } from '#projects/member.ts';
import { agendaItem, agendaOf, gapOf } from '#stakeholders/agenda.ts';
import { NO_JUDGEMENTS } from '#stakeholders/judgement.ts';
import { judgementsFor } from '#stakeholders/judgements.server.ts';
import { adoptAgreed } from '#stakeholders/judging.server.ts';
import { inSight, mayAddStakeholder, mayDecideFor } from '#stakeholders/stakeholder.ts';
import { stakeholdersFor } from '#stakeholders/stakeholders.server.ts';
import { AXES, AXIS_NAMES, stepName } from '#stakeholders/steps.ts';
import { hrefOfStakeholder, stakeholdersAsked } from '../../../../stakeholders.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home } = await stakeholdersAsked(event);
	const { say } = speech;
	// Who only reads along scores nothing, and so has nothing to compare.
	if (!mayAddStakeholder(member, 'internal')) throw notAllowed(member);
	const there = inSight(await stakeholdersFor(db, keys, member));
	const judged = await judgementsFor(db, keys, member, there);
	const items = agendaOf(there.map((one) => agendaItem(one, judged.get(one.id) ?? NO_JUDGEMENTS)));
	const said = items.filter(({ judged }) => judged.mine.length > 0);
	const toAdopt = said.filter((item) => item.agreed !== null && !item.isSettled && mayDecideFor(member, item.stakeholder));
	const stateOf = (item: (typeof items)[number]): string => {
		if (gapOf(item) > 0) return say('stakeholders.apart', { steps: gapOf(item) });
		return say(item.judged.others.length === 0 ? 'stakeholders.aloneSoFar' : 'stakeholders.alike');
	};
	return {
		home,
		items: said.map((item) => ({
			id: item.stakeholder.id,
			name: item.stakeholder.facts.name,
			href: hrefOfStakeholder(member, speech, item.stakeholder.id),
			state: item.isSettled ? `${stateOf(item)}, ${say('stakeholders.settled')}` : stateOf(item),
			isApart: gapOf(item) > 0,
			mayDecide: mayDecideFor(member, item.stakeholder),
			scores: [...item.judged.mine.slice(0, 1), ...item.judged.others].map((one) => ({
				id: one.id,
				name: one.authorName || say('logbook.somebodyGone'),
				axes: AXES.map((axis) => ({
					axis: say(AXIS_NAMES[axis]),
					step: say(stepName(axis, one.what[axis].step)),
					reason: one.what[axis].reason,
				})),
			})),
		})),
		adopt: toAdopt.length === 0 ? null : say('stakeholders.adoptLead', { count: toAdopt.length }),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech, home } = await stakeholdersAsked(event);
		await adoptAgreed(db, keys, member);
		redirect(303, speech.href(`${home}/matrix`));
	},
};
