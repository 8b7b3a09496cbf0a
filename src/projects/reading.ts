import type { Level } from './level.ts';
import { isOfCore, type Member } from './member.ts';

/** Where something that was written down belongs. */
export interface Placed {
	level: Level;
	/** The part it belongs to; null for the whole project. */
	subproject: string | null;
	/** Who wrote it; null when they are gone. */
	author: string | null;
}

/** As much of a member as reading asks for, so that it can be asked of colleagues too. */
export type Reader = Pick<Member, 'account' | 'role' | 'subproject' | 'isOpener' | 'isByToken'>;

/** Whether somebody may read what stands there. Lists ask the database the same; a proof holds the two to each other. */
export function mayReadAt(reader: Reader, placed: Placed): boolean {
	switch (placed.level) {
		case 'personal':
			return placed.author === reader.account && !reader.isOpener && !reader.isByToken;
		case 'core':
			return isOfCore(reader.role);
		case 'internal':
			return reader.role !== 'subproject' || placed.subproject === reader.subproject;
	}
}

export function mayWriteAt(member: Member, place: Omit<Placed, 'author'>): boolean {
	if (member.project.isArchived || member.isOpener || member.role === 'reader') return false;
	if (place.level === 'core') return isOfCore(member.role);
	if (place.level === 'personal' && member.isByToken) return false;
	return member.role !== 'subproject' || place.subproject === member.subproject;
}
