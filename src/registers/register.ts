import type { Channel, Mark } from '#logbook/entry.ts';
import type { MessageKey } from '#platform/messages.ts';
import type { Level } from '#projects/level.ts';
import { type Member, mayAdminister } from '#projects/member.ts';
import { mayReadAt, mayWriteAt } from '#projects/reading.ts';
import type { Fields, Filled } from './field.ts';

/** A list that a project keeps: what it asks of each item, and what is said around it. */
export interface Register<F extends Fields = Fields> {
	/** What items of it are kept under. */
	id: string;
	/** The last part of its address. */
	address: string;
	title: MessageKey;
	/** What it is for, which is also said where it is still empty. */
	lead: MessageKey;
	add: MessageKey;
	fields: F;
	/** The field by which an item is called. */
	called: keyof F & string;
	/** The junctions of the guide that ask for it. */
	junctions: readonly string[];
	/** What somebody follows over time: what was measured, where that is a number. */
	measures?: { unit: keyof F & string };
	/** Two sizes from 1 to 5 by which its items are drawn beside each other. */
	crossed?: Crossing<keyof F & string>;
	/** The choice by which its list is put together. */
	grouped?: keyof F & string;
}

export interface Crossing<F extends string = string> {
	/** What grows to the right, and what upwards; and how each is called in a word. */
	along: F;
	up: F;
	alongName: MessageKey;
	upName: MessageKey;
	/** What the picture shows, for who does not see it. */
	drawn: MessageKey;
	/** What counts no more, and is not drawn. */
	over: { field: F; word: string };
	/** What is drawn as a square, and how that is told. */
	square?: { field: F; word: string; told: MessageKey };
}

/** What is on a register is of the whole project; what somebody thinks for themselves is on none. */
export const REGISTER_LEVELS = ['internal', 'core'] as const satisfies readonly Level[];
export type RegisterLevel = (typeof REGISTER_LEVELS)[number];

export interface Item<F extends Fields = Fields> {
	id: string;
	/** Of which register. */
	register: string;
	level: RegisterLevel;
	author: string | null;
	authorName: string;
	/** Who sees to it: an account, and what they are called. */
	owner: string | null;
	ownerName: string;
	addedAt: string;
	channel: Channel;
	/** From 1; rises with every change. */
	version: number;
	changed: Mark;
	/** Where this is known from, and the day on which somebody looks at it again. */
	source: string;
	reviewOn: string;
	/** Of what was removed there is nothing any more. */
	filled: Filled<F>;
	removed: (Mark & { reason: string }) | null;
}

/** What a person may change of an item. */
export type Given<F extends Fields = Fields> = Pick<Item<F>, 'owner' | 'source' | 'reviewOn' | 'filled'>;

export const inSight = <F extends Fields>(items: readonly Item<F>[]): Item<F>[] => items.filter(({ removed }) => removed === null);

const placeOf = (level: RegisterLevel) => ({ level, subproject: null, author: null });

/** Registers are of the whole project, and so not for who is in one part only. */
export const maySeeRegisters = (member: Member): boolean => mayReadAt(member, placeOf('internal'));

/** What `itemsFor` asks of the database is asked here of one. */
export const mayReadItem = (member: Member, { level }: Pick<Item, 'level'>): boolean => mayReadAt(member, placeOf(level));

export const mayAddItem = (member: Member, level: RegisterLevel): boolean => maySeeRegisters(member) && mayWriteAt(member, placeOf(level));

export const mayChangeItem = (member: Member, one: Item): boolean =>
	one.removed === null && mayReadItem(member, one) && mayAddItem(member, one.level);

/** Who added it, or who leads the work. */
export const mayRemoveItem = (member: Member, one: Item): boolean =>
	mayChangeItem(member, one) && (one.author === member.account || mayAdminister(member));
