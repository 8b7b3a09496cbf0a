import type { MessageKey, Speech } from '#platform/messages.ts';

const WORDS = new Map<string, MessageKey>([
	['projects.archived', 'projects.didArchive'],
	['projects.begun', 'projects.didBegin'],
	['projects.member-added', 'projects.didAddMember'],
	['projects.membership-ended', 'projects.didEndMembership'],
	['projects.note-withdrawn', 'projects.didWithdrawNote'],
	['projects.note-written', 'projects.didWriteNote'],
	['projects.opened-from-outside', 'projects.didOpen'],
	['projects.subproject-added', 'projects.didAddPart'],
]);

/** What somebody did, as a person would say it after their name. */
export function inWords(action: string, { say }: Speech): string {
	const key = WORDS.get(action);
	return key ? say(key) : say('projects.didSomething', { action });
}
