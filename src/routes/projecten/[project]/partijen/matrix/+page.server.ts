import { isFresh } from '#accounts/account.ts';
import { toDrag } from '#stakeholders/forms.ts';
import { GROUP_MEANINGS, GROUP_NAMES, GROUPS } from '#stakeholders/judgement.ts';
import { judgementsFor } from '#stakeholders/judgements.server.ts';
import { dotsOf, placed, type Standing, standingOf } from '#stakeholders/matrix.ts';
import { inSight, mayAddStakeholder, mayDecideFor, mayScore } from '#stakeholders/stakeholder.ts';
import { stakeholdersFor } from '#stakeholders/stakeholders.server.ts';
import { AXES, stepName } from '#stakeholders/steps.ts';
import { suggestionFor } from '#stakeholders/suggestion.ts';
import { proveAgainFor, signedIn } from '../../../../signing.server.ts';
import { hrefOfStakeholder, stakeholdersAsked } from '../../../../stakeholders.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home } = await stakeholdersAsked(event);
	const { say, day } = speech;
	const there = inSight(await stakeholdersFor(db, keys, member));
	const judged = await judgementsFor(db, keys, member, there);
	const standings = there.map((one) => standingOf(one, judged.get(one.id)));
	const inMatrix = placed(standings);
	const called = (standing: Standing) => ({
		...{ id: standing.stakeholder.id, name: standing.stakeholder.facts.name },
		href: hrefOfStakeholder(member, speech, standing.stakeholder.id),
	});
	const step = (place: Standing['place'], axis: (typeof AXES)[number]) => say(stepName(axis, place[axis].step));
	const groupOf = ({ judged }: Standing) => judged.group[0]?.what.group ?? null;
	const suggested = (standing: Standing) => suggestionFor(standing.stakeholder, standing.place)?.group ?? null;
	/** Where it is asked why somebody moved a party: of the team, of oneself, or of nobody. */
	const formFor = ({ stakeholder }: Standing) => {
		const { id } = stakeholder;
		if (mayDecideFor(member, stakeholder)) return toDrag(hrefOfStakeholder(member, speech, id), 'vastleggen');
		return mayScore(member, stakeholder) ? toDrag(speech.href(`${home}/inschatten`), `inschatten-${id}`, `partij=${id}&`) : null;
	};
	return {
		home,
		dots: dotsOf(standings),
		rows: inMatrix.map((standing, index) => ({
			...called(standing),
			number: index + 1,
			at: AXES.map((axis) => standing.place[axis].step).join(' '),
			to: formFor(standing),
			axes: AXES.map((axis) => ({ step: step(standing.place, axis), reason: standing.place[axis].reason })),
			since: day((standing.judged.team[0]?.at ?? '').slice(0, 10)),
			previous: standing.previous && AXES.map((axis) => step(standing.previous ?? standing.place, axis)).join('; '),
		})),
		noPlace: standings.filter((standing) => !inMatrix.includes(standing)).map(called),
		groups: GROUPS.map((group) => ({
			group,
			name: say(GROUP_NAMES[group]),
			means: say(GROUP_MEANINGS[group]),
			stakeholders: standings.filter((standing) => groupOf(standing) === group).map(called),
		})),
		undecided: standings
			.filter((standing) => groupOf(standing) === null)
			.map((standing) => {
				const group = suggested(standing);
				return { ...called(standing), suggestion: group && say('stakeholders.suggestedShort', { group: say(GROUP_NAMES[group]) }) };
			}),
		mayAdd: mayAddStakeholder(member, 'internal'),
		proveFirst: isFresh(signedIn(event)) ? null : proveAgainFor(`${home}/matrix`, speech),
	};
};
