import type { Level } from './level.ts';
import type { Member } from './member.ts';

/** Something written down about the project, for those who may read its level. */
export interface Note {
	id: string;
	level: Level;
	/** The part it belongs to; null for the whole project. */
	subproject: string | null;
	author: string | null;
	authorName: string | null;
	text: string;
	writtenAt: string;
}

type Place = Pick<Note, 'level' | 'subproject' | 'author'>;

const isInCore = ({ role }: Member): boolean => role === 'leader' || role === 'core';

/** What `notesFor` asks of the database is asked here of one note; a proof holds the two to each other. */
export function mayReadNote(member: Member, note: Place): boolean {
	switch (note.level) {
		case 'personal':
			return note.author === member.account && !member.isOpener && !member.isByToken;
		case 'core':
			return isInCore(member);
		case 'internal':
			return member.role !== 'subproject' || note.subproject === member.subproject;
	}
}

export function mayWriteNote(member: Member, place: Pick<Note, 'level' | 'subproject'>): boolean {
	if (member.project.isArchived || member.isOpener || member.role === 'reader') return false;
	if (place.level === 'core') return isInCore(member);
	if (place.level === 'personal' && member.isByToken) return false;
	return member.role !== 'subproject' || place.subproject === member.subproject;
}

/** Only who wrote it takes it back; not even the leader rewrites what another one wrote. */
export const mayWithdrawNote = (member: Member, note: Place): boolean =>
	mayReadNote(member, note) && note.author === member.account && !member.project.isArchived && !member.isOpener;
