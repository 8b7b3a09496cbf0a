import type { Edition } from '#guide/edition.ts';
import { type Member, mayAdminister, notAllowed } from '#projects/member.ts';
import { isSettled, type Status } from './status.ts';

/** What somebody wants to hold for a junction from now on. */
export interface Wish {
	/** The stable id of the guide. */
	junction: string;
	status: Status;
	/** One sentence. */
	reason: string;
	/** Days, such as 2026-11-22. */
	happenedOn: string | null;
	plannedFrom: string | null;
	plannedUntil: string | null;
	/** The account of a member. */
	owner: string | null;
}

/** A wish of somebody who looked at what held then. */
export interface Seen extends Wish {
	/** The number of the change they saw; 0 where there was none. */
	seen: number;
}

/** That it held from some moment on, with who made it so. */
export interface Change extends Wish {
	id: string;
	part: string | null;
	/** From 1 per junction; the highest one holds. */
	seq: number;
	ownerName: string | null;
	/** Null for somebody who was erased. */
	authorName: string | null;
	acceptedByName: string | null;
	madeAt: string;
	channel: Channel;
}

/** A change that waits for who may make it. */
export interface Proposal extends Wish {
	id: string;
	part: string | null;
	ownerName: string | null;
	proposerName: string | null;
	proposedAt: string;
}

/** Who can own something, by the name they are called. */
export interface Colleague {
	account: string;
	name: string;
}

/** Along which ways the status of a junction comes in. */
export type Channel = 'screen' | 'import';

/** What holds now, by junction. One that nobody touched is not in it. */
export type Standings = ReadonlyMap<string, Change>;

/** As much of it as tells how far each junction is. */
export type Statuses = ReadonlyMap<string, Pick<Change, 'status'>>;

export const statusIn = (standings: Statuses, junction: string): Status => standings.get(junction)?.status ?? 'untouched';
export const seqIn = (standings: Standings, junction: string): number => standings.get(junction)?.seq ?? 0;

/** Who is in one part sees how far that part is, and no other. */
export const maySeeProgress = (member: Member, part: string | null): boolean => member.role !== 'subproject' || part === member.subproject;

export const mayChangeProgress = (member: Member): boolean => mayAdminister(member) && !member.isByToken;

/** Who may not change it asks who may. Who only reacts does neither. */
export const mayPropose = (member: Member, part: string | null): boolean =>
	(member.role === 'core' || member.role === 'member' || member.role === 'subproject') &&
	!(member.project.isArchived || member.isOpener || member.isByToken) &&
	maySeeProgress(member, part);

/** Refuses who may not change what holds. */
export function assertMayChange(member: Member): void {
	if (!mayChangeProgress(member)) throw notAllowed(member);
}

/** How far a project is on the whole. */
export interface Summary {
	/** Of how many junctions, of all that are needed here, the work is done. */
	done: number;
	of: number;
	/** The first phase in which something is left to do; null when nothing is. */
	phase: number | null;
}

export function summaryOf(edition: Edition, standings: Statuses): Summary {
	const needed = edition.junctions.filter(({ id }) => statusIn(standings, id) !== 'unneeded');
	const left = needed.filter(({ id }) => !isSettled(statusIn(standings, id)));
	return { done: needed.length - left.length, of: needed.length, phase: left[0]?.phase ?? null };
}
