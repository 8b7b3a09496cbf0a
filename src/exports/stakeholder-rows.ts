import { CHANNEL_NAMES } from '#logbook/entry.ts';
import type { MessageKey, Speech } from '#platform/messages.ts';
import { LEVEL_NAMES } from '#projects/level.ts';
import type { Contact } from '#stakeholders/involvement/contact.ts';
import type { Plan, State } from '#stakeholders/involvement/involvement.ts';
import type { Silence } from '#stakeholders/involvement/silence.ts';
import { GROUP_NAMES, type Group } from '#stakeholders/judgement.ts';
import type { Standing } from '#stakeholders/matrix.ts';
import { type Facts, isDecisive, RANK_NAMES, type RegisterLevel } from '#stakeholders/stakeholder.ts';
import { AXES, type Axis, type Step, stepName } from '#stakeholders/steps.ts';

const COLUMNS: readonly MessageKey[] = [
	'stakeholders.party',
	'stakeholders.kind',
	'stakeholders.rank',
	'stakeholders.dwellings',
	'stakeholders.share',
	'stakeholders.decisiveTitle',
	'stakeholders.willingness',
	'stakeholders.interest',
	'stakeholders.whyInterest',
	'stakeholders.influence',
	'stakeholders.whyInfluence',
	'stakeholders.since',
	'stakeholders.groupTitle',
	'stakeholders.groupReason',
	'stakeholders.contacts',
	'stakeholders.owner',
	'stakeholders.source',
	'stakeholders.reviewOn',
	'logbook.way',
	'projects.level',
	'logbook.enteredAt',
];

/** What stands above the columns of a register in a spreadsheet. */
export const stakeholderHeadings = ({ say }: Speech): string[] => COLUMNS.map((column) => say(column));

/** A stakeholder as a row of it, as the team sees it. Days stand as spreadsheets sort them: 2026-11-22. */
export function stakeholderRow(standing: Standing, { say, number }: Speech, kindNamed: (kind: string) => string): string[] {
	const { stakeholder, judged, place } = standing;
	const { facts } = stakeholder;
	const [group] = judged.group;
	return [
		facts.name,
		kindNamed(facts.kind),
		say(facts.rank === null ? 'stakeholders.notSet' : RANK_NAMES[facts.rank]),
		String(facts.dwellings ?? ''),
		facts.share === null ? '' : number(facts.share),
		say(isDecisive(stakeholder) ? 'platform.yes' : 'platform.no'),
		say(stepName('willingness', facts.willingness)),
		...AXES.flatMap((axis) => [say(stepName(axis, place[axis].step)), place[axis].reason]),
		judged.team[0]?.at.slice(0, 10) ?? '',
		group ? say(GROUP_NAMES[group.what.group]) : say('stakeholders.groupNone'),
		group?.what.reason ?? '',
		facts.contacts,
		stakeholder.ownerName,
		facts.source,
		facts.reviewOn ?? '',
		say(CHANNEL_NAMES[stakeholder.channel]),
		say(LEVEL_NAMES[stakeholder.level]),
		stakeholder.addedAt.slice(0, 10),
	];
}

/** A stakeholder as programs read it. Times are ISO-8601 in UTC; a step is 1 to 5, null where it is not determined. */
export interface StakeholderData extends Facts {
	id: string;
	level: RegisterLevel;
	channel: string;
	version: number;
	addedAt: string;
	changedAt: string;
	relationOwner: string;
	/** Where the team put it, the newest first. */
	places: ({ at: string } & Record<Axis, { step: Step | null; reason: string }>)[];
	groups: { at: string; group: Group; reason: string }[];
	/** When they were and will be involved, the earliest first. */
	involvements: ({ id: string; state: State; version: number; changedAt: string; seesToIt: string; note: string } & Plan)[];
	/** Where they hear nothing for longer than `silentAfter` months; `until` is null while nothing is planned. */
	silences: Silence[];
	silentAfter: number;
}

export const stakeholderData = ({ stakeholder, judged }: Standing, contact: Contact): StakeholderData => ({
	...stakeholder.facts,
	...{ id: stakeholder.id, level: stakeholder.level, channel: stakeholder.channel, version: stakeholder.version },
	...{ addedAt: stakeholder.addedAt, changedAt: stakeholder.changed.at, relationOwner: stakeholder.ownerName },
	places: judged.team.map(({ at, what }) => ({ at, ...what })),
	groups: judged.group.map(({ at, what }) => ({ at, ...what })),
	involvements: contact.involvements.map(({ id, state, version, changed, ownerName, note, plan }) => ({
		...{ id, state, version, changedAt: changed.at, seesToIt: ownerName, note },
		...plan,
	})),
	silences: contact.quiet.silences,
	silentAfter: contact.months,
});
