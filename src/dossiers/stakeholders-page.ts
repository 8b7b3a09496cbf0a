import { LEVEL_NAMES, type Level } from '#projects/level.ts';
import type { Written } from '#stakeholders/involvement/content.ts';
import type { State } from '#stakeholders/involvement/involvement.ts';
import { STATE_NAMES, wayTold, whenTold } from '#stakeholders/involvement/telling.ts';
import { GROUP_NAMES, type Group, type Place } from '#stakeholders/judgement.ts';
import { type Facts, NO_FACTS, RANK_NAMES } from '#stakeholders/stakeholder.ts';
import { AXES, AXIS_NAMES, stepName } from '#stakeholders/steps.ts';
import { type Markup, records } from './markup.ts';
import type { Reading } from './pages.ts';

/** Who was at the table, and all that was judged of each: also what people thought alone, as that is the project’s to keep. */
export function stakeholders({ speech, person, on, rows }: Reading): Markup {
	const { say, number } = speech;
	const removals = new Map(rows('stakeholder_removals').map((row) => [row.stakeholder, row]));
	const judgements = Map.groupBy(rows('stakeholder_judgements'), ({ stakeholder }) => stakeholder);
	const involvements = Map.groupBy(rows('stakeholder_involvements'), ({ stakeholder }) => stakeholder);
	const involvedTold = ({ plan, note }: Written, state: State) =>
		[`${whenTold(plan, speech)}, ${say(STATE_NAMES[state])}`, wayTold(plan, speech), plan.purpose, note].filter(Boolean);
	const placeTold = (place: Place) =>
		AXES.map(
			(axis) => `${say(AXIS_NAMES[axis])}: ${[say(stepName(axis, place[axis].step)), place[axis].reason].filter(Boolean).join('. ')}`,
		);
	const judgedTold = (judged: Place | { group: Group; reason: string }) =>
		'group' in judged ? [`${say(GROUP_NAMES[judged.group])}. ${judged.reason}`] : placeTold(judged);
	const labels = { own: 'stakeholders.score', team: 'stakeholders.placeTitle', group: 'stakeholders.groupTitle' } as const;
	const told = rows('stakeholders').map((row) => {
		const facts = (row.content as Facts | null) ?? NO_FACTS;
		const removed = removals.get(row.id);
		return {
			title: facts.name || say('stakeholders.isRemoved'),
			facts: [
				[say('stakeholders.kind'), facts.kind],
				[say('stakeholders.rank'), facts.rank === null ? '' : say(RANK_NAMES[facts.rank])],
				[say('stakeholders.dwellings'), facts.dwellings === null ? '' : number(facts.dwellings)],
				[say('stakeholders.share'), facts.share === null ? '' : `${number(facts.share)}%`],
				[say('stakeholders.willingness'), facts.willingness === null ? '' : say(stepName('willingness', facts.willingness))],
				[say('stakeholders.contacts'), facts.contacts],
				[say('stakeholders.owner'), row.owner === null ? '' : person(row.owner)],
				[say('stakeholders.source'), facts.source],
				[say('stakeholders.reviewOn'), on(facts.reviewOn)],
				[say('dossiers.by'), person(row.author)],
				[say('projects.level'), say(LEVEL_NAMES[row.level as Level])],
				[say('dossiers.removed'), removed ? `${on(removed.at)}, ${person(removed.account)}: ${removed.reason}` : ''],
				...(judgements.get(row.id) ?? []).map((one): [string, string] => [
					say(labels[one.kind as keyof typeof labels]),
					[`${on(one.made_at)}, ${person(one.author)}`, ...judgedTold(one.content as never)].join('\n'),
				]),
				...(involvements.get(row.id) ?? []).map((one): [string, string] => [
					say('stakeholders.involveTitle'),
					[`${on(one.made_at)}, ${person(one.author)}`, ...involvedTold(one.content as Written, one.state as State)].join('\n'),
				]),
			] as [string, string][],
		};
	});
	return records(told, say('exports.ownNothing'));
}
