import type { Channel } from '#logbook/entry.ts';
import type { MessageKey } from '#platform/messages.ts';
import type { Member } from '#projects/member.ts';
import { type Item, mayAddItem, type RegisterLevel } from '../register.ts';

/** Two items laid beside each other; `one` was there first. Two orders are laid beside each other for one theme. */
export interface Pairing {
	one: string;
	other: string;
	/** Empty where it is about the items as a whole. */
	theme: string;
}

/** The two as a pair has them. */
export const inOrder = <T extends { id: string }>(one: T, other: T): [T, T] => (one.id < other.id ? [one, other] : [other, one]);

export const pairKey = ({ one, other, theme }: Pairing): string => [one, other, theme].filter(Boolean).join('.');

export const OUTCOMES = ['clash', 'reinforcement'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const OUTCOME_NAMES: Record<Outcome, MessageKey> = { clash: 'registers.clash', reinforcement: 'registers.reinforcement' };

export const VERDICTS = ['confirmed', 'aside', 'resolved', 'taken-back'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const VERDICT_NAMES: Record<Verdict, MessageKey> = {
	confirmed: 'registers.pairConfirmed',
	aside: 'registers.pairAside',
	resolved: 'registers.pairResolved',
	'taken-back': 'registers.pairTakenBack',
};

/** What can be said after what was said last; `null` where nobody said anything yet. */
const AFTER: Record<Verdict, readonly (Verdict | null)[]> = {
	confirmed: [null, 'taken-back', 'aside', 'confirmed', 'resolved'],
	aside: [null, 'taken-back', 'confirmed', 'aside'],
	resolved: ['confirmed'],
	'taken-back': ['confirmed', 'resolved', 'aside'],
};

/** What somebody said of two items. Never changed: what is said later comes before it. */
export interface Judgement extends Pairing, Judged {
	id: string;
	verdict: Verdict;
	/** Of the two items, as they were read then. */
	versions: readonly [number, number];
	authorName: string;
	at: string;
	channel: Channel;
}

export interface Judged {
	theme: string;
	outcome: Outcome;
	/** Why, or how it was resolved. */
	text: string;
	/** When it was resolved; empty for anything else. */
	day: string;
}

/** As much of an item as a pair asks for. */
export type Half = Pick<Item, 'id' | 'level' | 'version' | 'removed'>;

/** A pair is for those who may read both of its items. */
export const levelOf = (one: Pick<Half, 'level'>, other: Pick<Half, 'level'>): RegisterLevel =>
	one.level === 'core' || other.level === 'core' ? 'core' : 'internal';

/** What is found but not confirmed is seen by those who may judge it alone. */
export const mayJudge = (member: Member, level: RegisterLevel): boolean => mayAddItem(member, level);

/** Of what was removed there is nothing left to judge; what was said of it can be taken back. */
export function canFollow(verdict: Verdict, last: Judgement | undefined, one: Half, other: Half): boolean {
	const isWhole = one.removed === null && other.removed === null;
	if (verdict === 'resolved' && (last?.outcome !== 'clash' || isOutdated(last, one, other))) return false;
	return AFTER[verdict].includes(last?.verdict ?? null) && (isWhole || verdict === 'taken-back');
}

/** Whether either item was changed or removed since. */
export const isOutdated = ({ versions }: Judgement, one: Half, other: Half): boolean =>
	one.removed !== null || other.removed !== null || versions[0] !== one.version || versions[1] !== other.version;

/** What somebody looked at when they judged, so that they judge nothing else. */
export const seenOf = (last: Judgement | undefined, one: Half, other: Half): string =>
	[last?.id ?? '', one.version, other.version].join(':');
