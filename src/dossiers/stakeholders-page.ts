import type { Words } from '#logbook/entry.ts';
import { LEVEL_NAMES, type Level } from '#projects/level.ts';
import type { Written } from '#stakeholders/involvement/content.ts';
import type { State } from '#stakeholders/involvement/involvement.ts';
import { STATE_NAMES, wayTold, whenTold } from '#stakeholders/involvement/telling.ts';
import { GROUP_NAMES, type Group, type Place } from '#stakeholders/judgement.ts';
import { type Facts, NO_FACTS, RANK_NAMES } from '#stakeholders/stakeholder.ts';
import { AXES, AXIS_NAMES, stepName } from '#stakeholders/steps.ts';
import type { Seated } from '#stakeholders/team/seat.ts';
import type { Row } from './dossier.ts';
import { type Markup, records, section } from './markup.ts';
import type { Reading } from './pages.ts';

/** Who was at the table, and all that was judged of each: also what people thought alone, as that is the project’s to keep. */
export function stakeholders(reading: Reading): Markup {
	const { speech, person, on, rows } = reading;
	const { say, number } = speech;
	const removals = new Map(rows('stakeholder_removals').map((row) => [row.stakeholder, row]));
	const judgements = Map.groupBy(rows('stakeholder_judgements'), ({ stakeholder }) => stakeholder);
	const seats = Map.groupBy(rows('stakeholder_seats'), ({ stakeholder }) => stakeholder);
	const seatTold = ({ from_on, until_on, content }: Row) => {
		const { person: who, role } = content as Seated;
		const until =
			until_on === null ? say('projects.since', { day: on(from_on) }) : say('projects.fromTo', { start: on(from_on), end: on(until_on) });
		return [who, role, until].filter(Boolean).join(', ');
	};
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
				...(seats.get(row.id) ?? []).map((one): [string, string] => [say('stakeholders.seatRole'), seatTold(one)]),
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
	return [
		...records(told, say('exports.ownNothing')),
		...section(say('stakeholders.named'), namedTold(reading)),
		...section(say('stakeholders.absent'), absentTold(reading)),
	];
}

/** Whom colleagues named, and what came of it. */
function namedTold({ speech, person, on, rows }: Reading): Markup {
	const { say } = speech;
	const names = new Map(rows('stakeholders').map(({ id, content }) => [id, (content as Facts | null)?.name ?? '']));
	const told = rows('named_parties').map((row) => ({
		title: String(row.name),
		facts: [
			[say('stakeholders.whyTheyMatter'), row.why],
			[say('stakeholders.whoKnows'), row.known_by],
			[say('dossiers.by'), [row.named_by, on(row.named_at)].filter(Boolean).join(', ')],
			[say('stakeholders.takenInAs'), row.stakeholder === null ? '' : (names.get(row.stakeholder) ?? '')],
			[
				say('stakeholders.namedSetAside'),
				row.set_aside_reason === null ? '' : `${on(row.settled_at)}, ${person(row.settled_by)}: ${row.set_aside_reason}`,
			],
		] as [string, string][],
	}));
	return records(told, say('exports.ownNothing'), 3);
}

/** Who was not at the table, and at which decisions they were thought of. */
function absentTold({ speech, person, on, rows }: Reading): Markup {
	const { say } = speech;
	const decisions = new Map(
		rows('entries').map(({ id, happened_on, content }) => [id, [(content as Words).title ?? '', on(happened_on)].join(', ')]),
	);
	const thoughts = Map.groupBy(rows('voice_thoughts'), ({ voice }) => voice);
	const told = rows('absent_voices').map((row) => ({
		title: String(row.name),
		facts: [
			[say('stakeholders.spokesperson'), row.spokesperson === null ? row.spokesperson_name : person(row.spokesperson)],
			[say('stakeholders.voiceAsks'), row.question],
			[say('dossiers.by'), `${person(row.author)}, ${on(row.added_at)}`],
			[say('stakeholders.thoughtOf'), (thoughts.get(row.id) ?? []).map(({ entry }) => decisions.get(entry) ?? '').join('\n')],
			[say('stakeholders.offTheList'), row.left_at === null ? '' : `${on(row.left_at)}, ${person(row.left_by)}: ${row.left_reason}`],
		] as [string, string][],
	}));
	return records(told, say('exports.ownNothing'), 3);
}
