import type { MessageKey } from '#platform/messages.ts';
import type { Level } from '#projects/level.ts';
import { type Member, mayAdminister } from '#projects/member.ts';
import { mayReadAt, mayWriteAt, type Placed } from '#projects/reading.ts';

export const KINDS = ['decision', 'action', 'document', 'link', 'note'] as const;
export type Kind = (typeof KINDS)[number];

export const KIND_NAMES: Record<Kind, MessageKey> = {
	decision: 'logbook.decision',
	action: 'logbook.action',
	document: 'logbook.document',
	link: 'logbook.link',
	note: 'logbook.note',
};

/** The way along which something came into the logbook. It counts the same, whichever it was. */
export const CHANNELS = ['screen', 'paper', 'phone', 'meeting', 'import', 'api'] as const;
export type Channel = (typeof CHANNELS)[number];
/** Those somebody says of what they enter by hand. */
export const CHOSEN_CHANNELS = ['screen', 'paper', 'phone', 'meeting'] as const satisfies readonly Channel[];

export const CHANNEL_NAMES: Record<Channel, MessageKey> = {
	screen: 'logbook.byScreen',
	paper: 'logbook.byPaper',
	phone: 'logbook.byPhone',
	meeting: 'logbook.byMeeting',
	import: 'logbook.byImport',
	api: 'logbook.byProgram',
};

/** What is written down, by the name of its field. A field that is not filled in is not there. */
export const FIELDS = ['title', 'url', 'text', 'why', 'by', 'ground', 'alternatives', 'consequences'] as const;
export type Field = (typeof FIELDS)[number];
export type Words = Partial<Record<Field, string>>;

interface FieldOfKind {
	name: Field;
	label: MessageKey;
	isLine?: true;
	isOptional?: true;
}

const TITLE: FieldOfKind = { name: 'title', label: 'logbook.title', isLine: true };
const TEXT: FieldOfKind = { name: 'text', label: 'logbook.text', isOptional: true };

/** What is asked of each kind, in the order of its form. */
export const FIELDS_OF: Record<Kind, readonly FieldOfKind[]> = {
	decision: [
		{ name: 'title', label: 'logbook.what', isLine: true },
		{ name: 'text', label: 'logbook.exactly', isOptional: true },
		{ name: 'why', label: 'logbook.why' },
		{ name: 'by', label: 'logbook.by', isLine: true },
		{ name: 'ground', label: 'logbook.ground', isLine: true },
		{ name: 'alternatives', label: 'logbook.alternatives', isOptional: true },
		{ name: 'consequences', label: 'logbook.consequences', isOptional: true },
	],
	action: [{ ...TITLE, label: 'logbook.todo' }, TEXT],
	document: [TITLE, TEXT],
	link: [TITLE, { name: 'url', label: 'logbook.url', isLine: true }, TEXT],
	note: [{ name: 'text', label: 'logbook.text' }],
};

/** That somebody did something to it, and when; the name is empty for somebody who was erased. */
export interface Mark {
	at: string;
	name: string;
}

export interface Entry extends Placed {
	id: string;
	kind: Kind;
	level: Level;
	authorName: string;
	/** The day it happened, and the moment it was written down. */
	happenedOn: string;
	enteredAt: string;
	channel: Channel;
	/** From 1; rises with every change. */
	version: number;
	changed: Mark;
	words: Words;
	/** Ids of junctions of the guide. */
	junctions: string[];
	/** What an action has beside its words. */
	action: Action | null;
	/** Of a decision: a draft has none. */
	confirmed: Mark | null;
	/** What was removed has no words any more. */
	removed: (Mark & { reason: string }) | null;
}

export interface Action {
	owner: string | null;
	ownerName: string;
	/** A day. */
	dueOn: string | null;
	doneOn: string | null;
	doneNote: string;
}

const LONGEST_TITLE = 80;

/** What an entry is called in lists: its title, or how its text begins. Empty for what was removed. */
export function titleOf({ words }: Pick<Entry, 'words'>): string {
	if (words.title !== undefined) return words.title;
	const [line = ''] = (words.text ?? '').split('\n', 1);
	return line.length <= LONGEST_TITLE ? line : `${line.slice(0, LONGEST_TITLE).replace(/\s+\S*$/, '')} …`;
}

/** All that is written in it, to look for words in. */
export const textOf = ({ words }: Pick<Entry, 'words'>): string => FIELDS.flatMap((name) => words[name] ?? []).join('\n');

export const isDraft = ({ kind, confirmed }: Pick<Entry, 'kind' | 'confirmed'>): boolean => kind === 'decision' && confirmed === null;
export const isOpen = ({ action, removed }: Pick<Entry, 'action' | 'removed'>): boolean =>
	action !== null && action.doneOn === null && removed === null;

/** What `entriesFor` asks of the database is asked here of one entry; a proof holds the two to each other. */
export const mayReadEntry = (member: Member, placed: Placed): boolean => mayReadAt(member, placed);

export const mayAddEntry = (member: Member, place: Omit<Placed, 'author'>): boolean => mayWriteAt(member, place);

const mayTouch = (member: Member, entry: Entry): boolean =>
	entry.removed === null && entry.confirmed === null && mayReadEntry(member, entry) && mayWriteAt(member, entry);

/** What was noted in somebody's own words, nobody else changes. A decision that was confirmed is only revised, by another. */
export const mayChange = (member: Member, entry: Entry): boolean =>
	mayTouch(member, entry) && (entry.kind !== 'note' || entry.author === member.account);

export const mayConfirm = (member: Member, entry: Entry): boolean =>
	entry.kind === 'decision' && mayTouch(member, entry) && mayAdminister(member);

/** Who wrote it, or who leads the work. */
export const mayRemove = (member: Member, entry: Entry): boolean =>
	mayTouch(member, entry) && (entry.author === member.account || mayAdminister(member));

/** Also of what was confirmed: what came before and after belongs to its story. */
export const mayRelate = (member: Member, entry: Entry): boolean =>
	entry.removed === null && mayReadEntry(member, entry) && mayWriteAt(member, entry);

/** Marks an action as done, or takes it up again. */
export const mayFinish = (member: Member, entry: Entry): boolean => entry.kind === 'action' && mayTouch(member, entry);

/** Everybody who reads along, and not only who writes. */
export const mayReact = (member: Member, entry: Entry): boolean =>
	entry.removed === null && mayReadEntry(member, entry) && !member.project.isArchived && !member.isOpener && !member.isByToken;
