import { CHANNEL_NAMES, type Channel } from '#logbook/entry.ts';
import type { MessageKey } from '#platform/messages.ts';
import type { Member } from '#projects/member.ts';
import { isAtWork, isInPerson, mayWriteIn, type Talk } from './talk.ts';

/** What is said in a talk, and what it becomes once it is released: a note becomes nothing, and is never released. */
export const SAID_KINDS = ['dream', 'nightmare', 'fear', 'note'] as const;
/** Somebody’s own ambition stands in no talk. */
export const LINE_KINDS = [...SAID_KINDS, 'ambition'] as const;
export type SaidKind = (typeof SAID_KINDS)[number];
export type LineKind = (typeof LINE_KINDS)[number];

export const ITEM_KINDS = ['ambition', 'risk', 'condition'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const BECOMES: Record<LineKind, ItemKind | null> = {
	...{ dream: 'ambition', nightmare: 'risk', fear: 'condition', ambition: 'ambition', note: null },
};

export const LINE_NAMES: Record<LineKind, MessageKey> = {
	dream: 'talks.dream',
	nightmare: 'talks.nightmare',
	fear: 'talks.fear',
	note: 'talks.note',
	ambition: 'talks.ownAmbition',
};

/** What is to be written down, as its form asks it. */
export const LINE_HINTS: Record<LineKind, MessageKey> = {
	dream: 'talks.dreamHint',
	nightmare: 'talks.nightmareHint',
	fear: 'talks.fearHint',
	note: 'talks.noteHint',
	ambition: 'talks.ownAmbitionHint',
};

export const ITEM_NAMES: Record<ItemKind, MessageKey> = {
	ambition: 'talks.ambition',
	risk: 'talks.risk',
	condition: 'talks.condition',
};

/** How a list of one kind is called, on the screen as on paper. */
export const ITEM_TITLES: Record<ItemKind, MessageKey> = {
	ambition: 'talks.ambitions',
	risk: 'talks.risks',
	condition: 'talks.conditions',
};

/** How something came in: beside what goes for everything, in the talk itself. */
export const WAYS: Record<Channel, MessageKey> = { ...CHANNEL_NAMES, meeting: 'talks.byTalk' };

/** What a line becomes, in a sentence; somebody’s own ambition is one already. */
export const BECOMES_TOLD: Record<LineKind, MessageKey | null> = {
	dream: 'talks.dreamBecomes',
	nightmare: 'talks.nightmareBecomes',
	fear: 'talks.fearBecomes',
	...{ note: null, ambition: null },
};

/** How a shareable sentence begins. */
export const ITEM_OPENINGS: Record<ItemKind, MessageKey> = {
	ambition: 'talks.ambitionOpening',
	risk: 'talks.riskOpening',
	condition: 'talks.conditionOpening',
};

export interface Line {
	id: string;
	/** Null for somebody’s own ambition. */
	talk: Talk | null;
	author: string | null;
	authorName: string;
	writtenAt: string;
	channel: Channel;
	/** From 1; rises with every change. */
	version: number;
	kind: LineKind;
	/** As the party said it. */
	words: string;
	/** The shared item that was made of it. */
	shared: string | null;
}

/** Whose word decides what of it is released: the party’s person, or the interviewer where the party has nobody here. */
export const speakerOf = ({ talk, author }: Pick<Line, 'talk' | 'author'>): string | null =>
	talk === null ? author : (talk.person ?? talk.interviewer);

export const isOnBehalf = ({ talk }: Pick<Line, 'talk'>): boolean => talk !== null && talk.person === null;

const speaks = (member: Member, line: Line): boolean => isInPerson(member) && speakerOf(line) === member.account;

/** In a talk about which was agreed that nothing is shared, nobody shares on behalf of another. */
const isAgreedUpon = (line: Line): boolean => !isOnBehalf(line) || line.talk?.plan.privacy !== 'nothing';

/** Both sides mend what was written down, as long as the talk is open. */
export const mayChangeLine = (member: Member, line: Line): boolean =>
	line.talk === null ? isAtWork(member) && line.author === member.account : mayWriteIn(member, line.talk);

/** What others read is taken back first. */
export const mayRemoveLine = (member: Member, line: Line): boolean => line.shared === null && mayChangeLine(member, line);

export const mayRelease = (member: Member, line: Line): boolean =>
	line.shared === null && BECOMES[line.kind] !== null && isAtWork(member) && speaks(member, line) && isAgreedUpon(line);

export const mayReword = (member: Member, line: Line): boolean =>
	line.shared !== null && isAtWork(member) && speaks(member, line) && isAgreedUpon(line);

/** At any time, also when the talk or the project is closed. */
export const mayTakeBack = (member: Member, line: Line): boolean => line.shared !== null && speaks(member, line);
