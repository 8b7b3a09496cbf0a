import type { Kinds } from '#platform/journal/filter.ts';
import type { Names, Telling } from '#platform/journal/telling.ts';
import type { MessageKey, Speech } from '#platform/messages.ts';
import { LEVEL_NAMES, type Level } from './level.ts';
import { ROLE_NAMES, type Role } from './member.ts';

const called = (value: string, names: Names): string => names.get(value) ?? value;
const word =
	(words: Record<string, MessageKey>) =>
	(value: string, _: Names, { say }: Speech) => {
		const key = Object.hasOwn(words, value) ? words[value] : undefined;
		return key ? say(key) : value;
	};

/** What happens in a project, as its members read it. */
export const PROJECT_TELLING: Telling = {
	sentences: new Map<string, MessageKey>([
		['meetings.closed', 'meetings.didClose'],
		['meetings.guest-sent-away', 'meetings.didSendAway'],
		['meetings.locked', 'meetings.didLock'],
		['meetings.opened', 'meetings.didOpen'],
		['meetings.unlocked', 'meetings.didUnlock'],
		['projects.archived', 'projects.didArchive'],
		['projects.begun', 'projects.didBegin'],
		['projects.leader-appointed', 'projects.didAppoint'],
		['projects.left', 'projects.didLeave'],
		['projects.member-added', 'projects.didAddMember'],
		['projects.membership-ended', 'projects.didEndMembership'],
		['projects.note-withdrawn', 'projects.didWithdrawNote'],
		['projects.note-written', 'projects.didWriteNote'],
		['projects.opened-from-outside', 'projects.didOpen'],
		['projects.opening-closed', 'projects.didClose'],
		['projects.role-changed', 'projects.didChangeRole'],
		['projects.subproject-added', 'projects.didAddPart'],
		['projects.taken-along', 'projects.didTakeAlong'],
	]),
	fields: new Map([
		['name', { label: 'accounts.name' }],
		['leader', { label: 'projects.leader', word: called }],
		['role', { label: 'projects.role', word: word(ROLE_NAMES satisfies Record<Role, MessageKey>) }],
		['subproject', { label: 'projects.part', word: called }],
		['level', { label: 'projects.level', word: word(LEVEL_NAMES satisfies Record<Level, MessageKey>) }],
		['reason', { label: 'projects.reason' }],
	]),
};

export const PROJECT_KINDS: Kinds = {
	mensen: {
		name: 'projects.kindPeople',
		actions: ['projects.leader-appointed', 'projects.left', 'projects.member-added', 'projects.membership-ended', 'projects.role-changed'],
	},
	notities: { name: 'projects.kindNotes', actions: ['projects.note-withdrawn', 'projects.note-written'] },
	project: {
		name: 'projects.kindProject',
		actions: [
			'projects.archived',
			'projects.begun',
			'projects.opened-from-outside',
			'projects.opening-closed',
			'projects.subproject-added',
			'projects.taken-along',
		],
	},
};
