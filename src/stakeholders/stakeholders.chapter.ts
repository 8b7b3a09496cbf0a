import type { Edition } from '#guide/edition.ts';
import { type Block, type Chapter, fact, heading, paragraph, strong, words } from '#paper/blocks.ts';
import type { Speech } from '#platform/messages.ts';
import type { Contact } from './involvement/contact.ts';
import { involvementBlocks } from './involvement/involvement.chapter.ts';
import { GROUP_MEANINGS, GROUP_NAMES, GROUPS } from './judgement.ts';
import { placed, type Standing } from './matrix.ts';
import { isDecisive, RANK_NAMES } from './stakeholder.ts';
import { AXES, AXIS_NAMES, STEPS, stepName } from './steps.ts';

/** Who is at the table: who can make or break it, the matrix as a table, the groups, when each is involved, and what is known of each. */
export function stakeholdersChapter(
	standings: readonly Standing[],
	contacts: readonly Contact[],
	edition: Edition,
	speech: Speech,
	today: string,
): Chapter {
	const { say } = speech;
	const title = words(say('stakeholders.stakeholders'));
	if (standings.length === 0) return { title, blocks: [paragraph(say('stakeholders.paperEmpty'))] };
	return {
		title,
		blocks: [
			...decisiveBlocks(standings, speech),
			heading(2, say('stakeholders.matrix')),
			...matrixBlocks(standings, speech),
			heading(2, say('stakeholders.groups')),
			groupsTable(standings, speech),
			heading(2, say('stakeholders.involveTitle')),
			...involvementBlocks(contacts, edition, speech, today),
			heading(2, say('stakeholders.all')),
			...standings.flatMap((standing) => aboutBlocks(standing, edition, speech)),
		],
	};
}

const listed = (names: string[]): Block => ({ kind: 'list', ordered: false, items: names.map((name) => [paragraph(name)]) });
const nameOf = ({ stakeholder }: Standing): string => stakeholder.facts.name;

function decisiveBlocks(standings: readonly Standing[], { say, number }: Speech): Block[] {
	const decisive = standings.filter(({ stakeholder }) => isDecisive(stakeholder));
	if (decisive.length === 0) return [];
	const told = decisive.map(
		(one) => `${nameOf(one)}: ${say('stakeholders.shareTold', { share: number(one.stakeholder.facts.share ?? 0) })}`,
	);
	return [heading(2, say('stakeholders.decisiveTitle')), paragraph(say('stakeholders.decisiveLead')), listed(told)];
}

/** The picture as a grid of names: more interest to the right, more influence higher up, as it is drawn on the screen. */
function matrixBlocks(standings: readonly Standing[], { say }: Speech): Block[] {
	const there = placed(standings);
	if (there.length === 0) return [paragraph(say('stakeholders.matrixEmpty'))];
	const missing = standings.filter((one) => !there.includes(one));
	const namesAt = (interest: number, influence: number) =>
		there
			.filter(({ place }) => place.interest.step === interest && place.influence.step === influence)
			.map(nameOf)
			.join('\n');
	return [
		paragraph(say('stakeholders.matrixLead')),
		{
			kind: 'table',
			widths: [2, ...STEPS.map(() => 2)],
			head: [
				words(`${say('stakeholders.influence')} ↑ ${say('stakeholders.interest')} →`),
				...STEPS.map((step) => words(say(stepName('interest', step)))),
			],
			rows: STEPS.toReversed().map((influence) => [
				strong(say(stepName('influence', influence))),
				...STEPS.map((interest) => words(namesAt(interest, influence) || '–')),
			]),
		},
		...(missing.length === 0 ? [] : [paragraph(`${say('stakeholders.noPlace')}: ${missing.map(nameOf).join(', ')}`)]),
	];
}

const groupsTable = (standings: readonly Standing[], { say }: Speech): Block => ({
	kind: 'table',
	widths: [2, 4],
	head: [words(say('stakeholders.groupTitle')), words(say('stakeholders.stakeholders'))],
	rows: [...GROUPS, null].map((group) => {
		const names = standings.filter(({ judged }) => (judged.group[0]?.what.group ?? null) === group).map(nameOf);
		const name = group === null ? say('stakeholders.groupNone') : `${say(GROUP_NAMES[group])}\n${say(GROUP_MEANINGS[group])}`;
		return [words(name), words(names.join('\n') || '–')];
	}),
});

function aboutBlocks({ stakeholder, judged, place, previous }: Standing, edition: Edition, { say, day, number, wording }: Speech): Block[] {
	const { facts } = stakeholder;
	const party = edition.party(facts.kind);
	const [group] = judged.group;
	const [team] = judged.team;
	const told: [string, string][] = [
		[say('stakeholders.kind'), party ? wording(party.texts).text.name : say('stakeholders.otherKind')],
		[say('stakeholders.rank'), facts.rank === null ? '' : say(RANK_NAMES[facts.rank])],
		[say('stakeholders.dwellings'), facts.dwellings === null ? '' : number(facts.dwellings)],
		[say('stakeholders.share'), facts.share === null ? '' : `${number(facts.share)}%`],
		[say('stakeholders.willingness'), facts.willingness === null ? '' : say(stepName('willingness', facts.willingness))],
		...AXES.map((axis): [string, string] => [
			say(AXIS_NAMES[axis]),
			[say(stepName(axis, place[axis].step)), place[axis].reason].filter(Boolean).join('\n'),
		]),
		[say('stakeholders.since'), team ? day(team.at.slice(0, 10)) : ''],
		[say('stakeholders.previous'), previous ? AXES.map((axis) => say(stepName(axis, previous[axis].step))).join('; ') : ''],
		[say('stakeholders.groupTitle'), group ? `${say(GROUP_NAMES[group.what.group])}. ${group.what.reason}` : ''],
		[say('stakeholders.contacts'), facts.contacts],
		[say('stakeholders.owner'), stakeholder.ownerName],
		[say('stakeholders.source'), facts.source],
		[say('stakeholders.reviewOn'), facts.reviewOn === null ? '' : day(facts.reviewOn)],
		[say('projects.level'), stakeholder.level === 'internal' ? '' : say('stakeholders.forCore')],
	];
	return [heading(3, facts.name), { kind: 'facts', facts: told.flatMap(([label, text]) => (text === '' ? [] : [fact(label, text)])) }];
}
