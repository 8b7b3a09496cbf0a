import type { Place } from '#platform/journal/journal.ts';
import type { Member } from '#projects/member.ts';

/** How long a meeting can be open, in hours. */
export const HOURS = ['1', '2', '3', '4'] as const;

/** How many guests can be in at once. */
export const MOST_GUESTS = 250;

/** People who sit together for some hours, with a question to all of them. Times are ISO-8601 in UTC. */
export interface Meeting {
	id: string;
	host: string | null;
	title: string;
	question: string;
	openedAt: string;
	openUntil: string;
	isOpen: boolean;
	isLocked: boolean;
}

const isAtWork = ({ project, isOpener }: Member): boolean => !project.isArchived && !isOpener;

/** A meeting belongs to the whole project; who is in one part only comes in as everybody else does, by the code. */
export const maySeeMeetings = (member: Member): boolean => member.role !== 'subproject';

export const mayOpenMeeting = (member: Member): boolean => isAtWork(member) && member.role !== 'subproject' && member.role !== 'reader';

/** Who opened it, and the leader when they are not there: meets the guests, and sees first what they say. */
export const mayHost = (member: Member, { host }: Pick<Meeting, 'host'>): boolean =>
	mayOpenMeeting(member) && (host === member.account || member.role === 'leader');

/** Where the journal tells of a meeting: to whom `maySeeMeetings` shows them. */
export const OF_THE_WHOLE: Place = { level: 'internal', part: null };
