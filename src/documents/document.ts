import { type Entry, mayAddEntry, mayReadEntry } from '#logbook/entry.ts';
import type { Member } from '#projects/member.ts';
import type { Placed } from '#projects/reading.ts';

/** What is known of the virus scanner’s view on a file: `none` where there is no scanner. What waits is for who sent it alone. */
export const SCANS = ['none', 'clean', 'pending', 'error'] as const;
export type Scan = (typeof SCANS)[number];

export const isLookedAt = (scan: Scan): boolean => scan === 'none' || scan === 'clean';

/** One sending of a document. Older ones stay. */
export interface Version {
	id: string;
	/** From 1. */
	number: number;
	/** As it was called by who sent it. */
	name: string;
	type: string;
	bytes: number;
	/** SHA-256 of what is kept, in hexadecimal. */
	hash: string;
	author: string | null;
	/** Empty for somebody who was erased. */
	authorName: string;
	addedAt: string;
	scan: Scan;
	hasPicture: boolean;
}

/** An entry of the logbook with files, for those who may read it. */
export interface ProjectDocument {
	entry: Entry;
	/** Newest first. None where nothing may be seen yet. */
	versions: Version[];
}

/** What the scanner has not let through is seen by nobody but who sent it. */
export const mayReadVersion = (member: Member, version: Pick<Version, 'scan' | 'author'>): boolean =>
	isLookedAt(version.scan) || (version.author === member.account && !member.isOpener);

/** Programs send no files. */
export const mayAddDocument = (member: Member, place: Omit<Placed, 'author'>): boolean => !member.isByToken && mayAddEntry(member, place);

/** Whether there is any place in the project where this member may add one; asked before a file is taken in. */
export const mayAddSomewhere = (member: Member): boolean => mayAddDocument(member, { level: 'internal', subproject: member.subproject });

/** Who may write where it stands may also send a newer one. */
export const mayAddVersion = (member: Member, entry: Entry): boolean =>
	entry.removed === null && mayReadEntry(member, entry) && mayAddDocument(member, entry);
