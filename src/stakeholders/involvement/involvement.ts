import type { Channel, Mark } from '#logbook/entry.ts';
import type { MessageKey } from '#platform/messages.ts';
import type { Member } from '#projects/member.ts';
import { mayChangeStakeholder, type Stakeholder } from '../stakeholder.ts';

/** How somebody is spoken with. What is none of these is told in words. */
export const WAYS = ['talk', 'visit', 'call', 'consultation', 'gathering', 'letter', 'newsletter', 'survey', 'other'] as const;
export type Way = (typeof WAYS)[number];

export const WAY_NAMES: Record<Way, MessageKey> = {
	talk: 'stakeholders.wayTalk',
	visit: 'stakeholders.wayVisit',
	call: 'stakeholders.wayCall',
	consultation: 'stakeholders.wayConsultation',
	gathering: 'stakeholders.wayGathering',
	letter: 'stakeholders.wayLetter',
	newsletter: 'stakeholders.wayNewsletter',
	survey: 'stakeholders.waySurvey',
	other: 'stakeholders.wayOther',
};

/** Planned, held, or struck off: then it will not be, or never was. */
export const STATES = ['planned', 'held', 'struck'] as const;
export type State = (typeof STATES)[number];

/** What there is to do with a stakeholder, when and why. */
export interface Plan {
	/** The first day and the last one; the same where it takes one day. */
	from: string;
	until: string;
	/** The junction it belongs to, or only its phase. */
	junction: string | null;
	phase: number | null;
	way: Way;
	/** How, where the list does not say it. */
	otherWay: string;
	purpose: string;
}

/** A moment at which a stakeholder is involved. */
export interface Involvement {
	id: string;
	stakeholder: string;
	state: State;
	/** From 1; rises with everything that becomes of it. */
	version: number;
	plan: Plan;
	/** What came of it once it was held, why it was struck off; empty as long as it is planned. */
	note: string;
	/** Who sees to it: an account, and what they are called. */
	owner: string | null;
	ownerName: string;
	changed: Mark;
	channel: Channel;
}

/** Whoever may write about a stakeholder may plan with them; what was struck off stays so. */
export const mayInvolve = mayChangeStakeholder;
export const mayChangeInvolvement = (member: Member, one: Stakeholder, { state }: Pick<Involvement, 'state'>): boolean =>
	mayInvolve(member, one) && state !== 'struck';

/** Whether its day is over and nobody told whether it was held. */
export const isUntold = ({ state, plan }: Pick<Involvement, 'state' | 'plan'>, today: string): boolean =>
	state === 'planned' && plan.until < today;

/** Those that were, or will be; the earliest first. */
export const inOrderOfDay = (involvements: readonly Involvement[]): Involvement[] =>
	involvements.toSorted(({ plan: one }, { plan: other }) => compare(one.from, other.from) || compare(one.until, other.until));

const compare = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);
