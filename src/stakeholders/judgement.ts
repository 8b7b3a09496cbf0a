import type { Channel } from '#logbook/entry.ts';
import type { MessageKey } from '#platform/messages.ts';
import { AXES, type Axis, type Step } from './steps.ts';

/** What was judged: a score of one person, the score of the team, and the group the team chose. */
export const KINDS = ['own', 'team', 'group'] as const;
export type Kind = (typeof KINDS)[number];

export interface Score {
	step: Step | null;
	/** Why; only of what is not determined it may be empty. */
	reason: string;
}

/** Where somebody puts a stakeholder in the matrix. */
export type Place = Record<Axis, Score>;

export const NOWHERE: Place = { interest: { step: null, reason: '' }, influence: { step: null, reason: '' } };

/** Who decides, who thinks along, who does part of the work, and who is told. */
export const GROUPS = ['deciding', 'thinking', 'working', 'informed'] as const;
export type Group = (typeof GROUPS)[number];

export const GROUP_NAMES: Record<Group, MessageKey> = {
	deciding: 'stakeholders.deciding',
	thinking: 'stakeholders.thinking',
	working: 'stakeholders.working',
	informed: 'stakeholders.informed',
};

export const GROUP_MEANINGS: Record<Group, MessageKey> = {
	deciding: 'stakeholders.decidingMeans',
	thinking: 'stakeholders.thinkingMeans',
	working: 'stakeholders.workingMeans',
	informed: 'stakeholders.informedMeans',
};

/** One judgement, with when and by whom. */
export interface Judged<T> {
	id: string;
	at: string;
	/** An account; null when they are gone, or came from elsewhere. */
	author: string | null;
	/** Empty for somebody who was erased. */
	authorName: string;
	channel: Channel;
	what: T;
}

/** All that was judged of one stakeholder, the newest first. */
export interface Judgements {
	/** Of the member who asks, all of them. */
	mine: Judged<Place>[];
	/** Of others the newest of each; empty until the member who asks said what they think themselves. */
	others: Judged<Place>[];
	team: Judged<Place>[];
	group: Judged<{ group: Group; reason: string }>[];
}

export const NO_JUDGEMENTS: Judgements = { mine: [], others: [], team: [], group: [] };

/** Where the team puts it now; nowhere as long as they did not. */
export const placeIn = ({ team }: Judgements): Place => team[0]?.what ?? NOWHERE;

/** Whether it stands on both axes, and so can be drawn. */
export const isPlaced = (place: Place): place is Record<Axis, Score & { step: Step }> => AXES.every((axis) => place[axis].step !== null);

export const isSamePlace = (one: Place, other: Place): boolean =>
	AXES.every((axis) => one[axis].step === other[axis].step && one[axis].reason === other[axis].reason);
