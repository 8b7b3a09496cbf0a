import type { Account } from '#accounts/account.ts';
import type { MessageKey } from '#platform/messages.ts';

/** What somebody may do for the whole installation. None gives a right in any project. */
export const DUTIES = ['editor', 'moderator'] as const;
export type Duty = (typeof DUTIES)[number];

export const DUTY_NAMES: Record<Duty, MessageKey> = { editor: 'duties.editor', moderator: 'duties.moderator' };

/** What it lets somebody do, said to them. */
export const DUTY_MEANINGS: Record<Duty, MessageKey> = { editor: 'duties.editorMay', moderator: 'duties.moderatorMay' };

/** Tends the guide. Only `editorOf` makes one. */
export interface Editor extends Account {
	readonly isEditor: true;
}

/** Judges experiences that were sent in. Only `moderatorOf` makes one. */
export interface Moderator extends Account {
	readonly isModerator: true;
}
