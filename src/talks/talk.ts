import type { MessageKey } from '#platform/messages.ts';
import type { Member } from '#projects/member.ts';
import { mayReadAt, mayWriteAt } from '#projects/reading.ts';

/** The junctions of the guide that ask for talks. */
export const JUNCTIONS: readonly string[] = ['verkennende-gesprekken', 'gesprek-ambities'];

/** The method card a talk begins with, until its interviewer chooses another. */
export const USUAL_CARD = 'droom-nachtmerrie-angst';

export const STAGES = ['planned', 'held', 'written', 'closed'] as const;
export type Stage = (typeof STAGES)[number];

export const STAGE_NAMES: Record<Stage, MessageKey> = {
	planned: 'talks.stagePlanned',
	held: 'talks.stageHeld',
	written: 'talks.stageWritten',
	closed: 'talks.stageClosed',
};

/** What is agreed about what may be told on. */
export const PRIVACIES = ['each-line', 'after-reading', 'nothing'] as const;
export type Privacy = (typeof PRIVACIES)[number];

export const PRIVACY_NAMES: Record<Privacy, MessageKey> = {
	'each-line': 'talks.privacyEachLine',
	'after-reading': 'talks.privacyAfterReading',
	nothing: 'talks.privacyNothing',
};

/** What one asks, in the order of the talk. */
export const STEPS = ['opening', 'dream', 'nightmare', 'fear', 'closing'] as const;
export type Step = (typeof STEPS)[number];

export const STEP_NAMES: Record<Step, MessageKey> = {
	opening: 'talks.stepOpening',
	dream: 'talks.dream',
	nightmare: 'talks.nightmare',
	fear: 'talks.fear',
	closing: 'talks.stepClosing',
};

/** What interviewers usually ask, a line each, until they change it. */
export const USUAL_QUESTIONS: Record<Step, MessageKey> = {
	opening: 'talks.usualOpening',
	dream: 'talks.usualDream',
	nightmare: 'talks.usualNightmare',
	fear: 'talks.usualFear',
	closing: 'talks.usualClosing',
};

/** How a talk is prepared. Texts may be empty. */
export interface Plan {
	party: string;
	/** The id of the party in the register of stakeholders, where it stands there. */
	stakeholder: string | null;
	place: string;
	/** A day and a time of day, such as 2026-11-22 and 14:30. */
	on: string | null;
	at: string;
	privacy: Privacy;
	/** What is agreed about it, in words. */
	agreed: string;
	/** The id of a method card. */
	card: string;
	questions: Record<Step, string>;
}

export const NO_QUESTIONS: Record<Step, string> = { opening: '', dream: '', nightmare: '', fear: '', closing: '' };
export const NO_PLAN: Plan = {
	...{ party: '', stakeholder: null, place: '', on: null, at: '', privacy: 'each-line', agreed: '', card: '', questions: NO_QUESTIONS },
};

export interface Talk {
	id: string;
	/** An account; null once they are erased. */
	interviewer: string | null;
	interviewerName: string;
	/** An account; null where nobody of the party has one here. */
	person: string | null;
	personName: string;
	plannedAt: string;
	stage: Stage;
	version: number;
	plan: Plan;
}

/** As much of a talk as tells whose it is. */
export type Sides = Pick<Talk, 'interviewer' | 'person'>;

/** Nobody from outside and no program: what is said in confidence is for two people. */
export const isInPerson = (member: Member): boolean => !member.isOpener && !member.isByToken;
/** In person, and in a project that goes on. */
export const isAtWork = (member: Member): boolean => isInPerson(member) && !member.project.isArchived;

const isInterviewer = (member: Member, { interviewer }: Sides): boolean => interviewer === member.account;

/** What `talksFor` asks of the database is asked here of one. */
export const mayReadTalk = (member: Member, sides: Sides): boolean =>
	isInPerson(member) && (isInterviewer(member, sides) || sides.person === member.account);

export const mayPlanTalk = (member: Member): boolean => isAtWork(member) && mayWriteAt(member, { level: 'internal', subproject: null });

/** Prepares it, and says how far it is. */
export const mayPrepare = (member: Member, talk: Talk): boolean => isAtWork(member) && isInterviewer(member, talk);

/** Both sides write, whatever they may do elsewhere in the project. */
export const mayWriteIn = (member: Member, talk: Talk): boolean => isAtWork(member) && mayReadTalk(member, talk) && talk.stage !== 'closed';

/** What was released is of the whole project, and so not for who is in one part only. */
export const maySeeShared = (member: Member): boolean => mayReadAt(member, { level: 'internal', subproject: null, author: null });

/** What of the preparation is still open. */
export const openIn = ({ place, on, at, agreed }: Plan): MessageKey[] => [
	...(place === '' ? (['talks.place'] as const) : []),
	...(on === null ? (['talks.day'] as const) : []),
	...(at === '' ? (['talks.time'] as const) : []),
	...(agreed === '' ? (['talks.agreed'] as const) : []),
];
