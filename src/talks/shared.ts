import type { Channel } from '#logbook/entry.ts';
import type { MessageKey } from '#platform/messages.ts';
import type { Level } from '#projects/level.ts';
import type { Member } from '#projects/member.ts';
import { mayReadAt, mayWriteAt } from '#projects/reading.ts';
import type { ItemKind } from './line.ts';
import { isAtWork, isInPerson } from './talk.ts';

/** Who may read what is released. */
export const SHARED_LEVELS = ['internal', 'core'] as const satisfies readonly Level[];
export type SharedLevel = (typeof SHARED_LEVELS)[number];

/** How a party without an account here agreed to what is shared on its behalf. */
export const AGREEMENTS = ['letter', 'mail', 'spoken', 'signed'] as const;
export type Agreement = (typeof AGREEMENTS)[number];

export const AGREEMENT_NAMES: Record<Agreement, MessageKey> = {
	letter: 'talks.byLetter',
	mail: 'talks.byMail',
	spoken: 'talks.byMouth',
	signed: 'talks.bySignature',
};

export const STATES = ['open', 'met', 'gone'] as const;
export type State = (typeof STATES)[number];

export const STATE_NAMES: Record<State, MessageKey> = {
	open: 'talks.stateOpen',
	met: 'talks.stateMet',
	gone: 'talks.stateGone',
};

/** What others read: never the words of the talk itself. */
export interface Wording {
	kind: ItemKind;
	party: string;
	text: string;
	/** Null where the party released it itself. */
	agreement: Agreement | null;
}

export interface SharedItem extends Wording {
	id: string;
	level: SharedLevel;
	/** Who sees to it: an account, and what they are called. */
	owner: string | null;
	ownerName: string;
	state: State;
	sharerName: string;
	sharedAt: string;
	changedAt: string;
	channel: Channel;
	version: number;
	/** The account that decides about it, as long as it takes part; else null. */
	speaker: string | null;
}

/** What somebody did about it or remarked, and how it stood from then on. */
export interface Remark {
	id: string;
	at: string;
	/** Empty for somebody who was erased. */
	authorName: string;
	ownerName: string;
	state: State;
	text: string;
}

const placeOf = (level: SharedLevel) => ({ level, subproject: null, author: null });

/** What `sharedFor` asks of the database is asked here of one. */
export const mayReadShared = (member: Member, { level }: Pick<SharedItem, 'level'>): boolean => mayReadAt(member, placeOf(level));

/** Takes it on, says how it stands, remarks. */
export const mayFollowUp = (member: Member, item: SharedItem): boolean =>
	isAtWork(member) && mayReadShared(member, item) && mayWriteAt(member, placeOf(item.level));

/** Who leads takes back what nobody here can take back any more, when the party asks for it. */
export const mayTakeBackForOthers = (member: Member, item: SharedItem): boolean =>
	isInPerson(member) && item.speaker === null && (member.role === 'leader' || member.role === 'admin');
