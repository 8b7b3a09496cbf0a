import { fail, redirect } from '@sveltejs/kit';
import { CHANNEL_NAMES } from '#logbook/entry.ts';
import { dayOf } from '#logbook/question.ts';
import { readForm } from '#platform/forms.ts';
import { LEVEL_NAMES } from '#projects/level.ts';
import { draggedTo, GROUP, PLACE, placeIn, placeTyped } from '#stakeholders/forms.ts';
import { mayInvolve } from '#stakeholders/involvement/involvement.ts';
import { contactsFor } from '#stakeholders/involvement/involvements.server.ts';
import { quietTold, silenceTold } from '#stakeholders/involvement/telling.ts';
import { GROUP_MEANINGS, GROUP_NAMES, GROUPS, type Judged, type Place, placeIn as placeOfTeam } from '#stakeholders/judgement.ts';
import { judgementsOf } from '#stakeholders/judgements.server.ts';
import { chooseGroup, placeTogether } from '#stakeholders/judging.server.ts';
import { isDecisive, mayChangeStakeholder, mayDecideFor, mayRemoveStakeholder, mayScore } from '#stakeholders/stakeholder.ts';
import { stakeholderFor } from '#stakeholders/stakeholders.server.ts';
import { AXES, AXIS_NAMES, stepName } from '#stakeholders/steps.ts';
import { suggestionFor } from '#stakeholders/suggestion.ts';
import { hrefOfPlanning, listedInvolvement } from '../../../../involvement.server.ts';
import { factsOf, hrefOfStakeholder, kindNamed, stakeholdersAsked } from '../../../../stakeholders.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home, edition } = await stakeholdersAsked(event);
	const { say, day, moment } = speech;
	const one = await stakeholderFor(db, keys, member, event.params.belanghebbende);
	const now = new Date();
	const today = dayOf(now);
	const [judged, [contact]] = await Promise.all([judgementsOf(db, keys, member, one), contactsFor(db, keys, member, [one], now)]);
	const { removed } = one;
	const called = (name: string) => name || say('logbook.somebodyGone');
	const told = ({ id, at, authorName, what }: Judged<Place>) => ({
		id,
		about: say('stakeholders.judgedBy', { day: day(at.slice(0, 10)), name: called(authorName) }),
		axes: AXES.map((axis) => ({
			axis: say(AXIS_NAMES[axis]),
			step: say(stepName(axis, what[axis].step)),
			reason: what[axis].reason,
		})),
	});
	// What somebody thought themselves is where the team begins.
	const place = judged.team[0]?.what ?? judged.mine[0]?.what ?? placeOfTeam(judged);
	const dragged = draggedTo(place, event.url.searchParams);
	const suggestion = suggestionFor(one, placeOfTeam(judged));
	const [chosen] = judged.group;
	return {
		home,
		id: one.id,
		name: one.facts.name || say('stakeholders.isRemoved'),
		isDecisive: isDecisive(one),
		version: one.version,
		removed: removed && say('logbook.removedNote', { moment: moment(removed.at), name: called(removed.name), reason: removed.reason }),
		facts: [
			// Its name stands above all of it.
			...(removed ? [] : factsOf(one, kindNamed(edition, speech), speech).slice(1)),
			{
				label: say('logbook.enteredAt'),
				text: say('logbook.enteredBy', { moment: moment(one.addedAt), name: called(one.authorName) }),
			},
			{ label: say('logbook.way'), text: say(CHANNEL_NAMES[one.channel]) },
			{ label: say('projects.level'), text: say(LEVEL_NAMES[one.level]) },
		].filter(({ text }) => text !== ''),
		team: judged.team.map(told),
		groups: judged.group.map(({ id, at, authorName, what }) => ({
			...{ id, name: say(GROUP_NAMES[what.group]), means: say(GROUP_MEANINGS[what.group]), reason: what.reason },
			about: say('stakeholders.judgedBy', { day: day(at.slice(0, 10)), name: called(authorName) }),
		})),
		involvements: (contact?.involvements ?? []).map((moment) => listedInvolvement(member, edition, speech, moment, today)),
		silences: (contact?.quiet.silences ?? []).map((silence) => silenceTold(silence, today, speech)),
		quiet: contact ? quietTold(contact, today, speech) : '',
		plan: mayInvolve(member, one) ? hrefOfPlanning(member, speech, { stakeholders: [one.id] }) : null,
		suggestion: suggestion
			? say('stakeholders.suggested', { group: say(GROUP_NAMES[suggestion.group]), reason: say(suggestion.reason) })
			: say('stakeholders.noSuggestion'),
		groupOptions: GROUPS.map((group) => ({ value: group, label: `${say(GROUP_NAMES[group])}: ${say(GROUP_MEANINGS[group])}` })),
		isDragged: dragged !== null,
		values: {
			...placeTyped(dragged ?? place),
			...{ plaatsgezien: judged.team[0]?.id ?? '', groep: chosen?.what.group ?? suggestion?.group ?? '', groepreden: '' },
			groepgezien: chosen?.id ?? '',
		} as Record<string, string>,
		may: {
			change: mayChangeStakeholder(member, one),
			remove: mayRemoveStakeholder(member, one),
			score: mayScore(member, one),
			decide: mayDecideFor(member, one),
		},
	};
};

export const actions: Actions = {
	plaats: async (event) => {
		const { db, keys, member, speech } = await stakeholdersAsked(event);
		const id = event.params.belanghebbende;
		const form = await readForm(event.request, PLACE);
		if (!form.ok) return fail(422, { of: 'plaats', ...form });
		const typed = form.values as Record<string, string>;
		const { place, issues } = placeIn(typed);
		if (Object.keys(issues).length > 0) return fail(422, { of: 'plaats', typed, issues });
		const done = await placeTogether(db, keys, member, { stakeholder: id, place, seen: typed.plaatsgezien || null });
		if (done.ok) redirect(303, `${hrefOfStakeholder(member, speech, id)}#plek`);
		return fail(409, { of: 'plaats', typed: { ...typed, plaatsgezien: done.meanwhile.team[0]?.id ?? '' }, isOvertaken: true });
	},
	groep: async (event) => {
		const { db, keys, member, speech } = await stakeholdersAsked(event);
		const id = event.params.belanghebbende;
		const form = await readForm(event.request, GROUP);
		if (!form.ok) return fail(422, { of: 'groep', ...form });
		const { groep: group, groepreden: reason, groepgezien } = form.values;
		const done = await chooseGroup(db, keys, member, { stakeholder: id, group, reason, seen: groepgezien || null });
		if (done.ok) redirect(303, `${hrefOfStakeholder(member, speech, id)}#meedoen`);
		const typed: Record<string, string> = { ...form.values, groepgezien: done.meanwhile.group[0]?.id ?? '' };
		return fail(409, { of: 'groep', typed, isOvertaken: true });
	},
};
