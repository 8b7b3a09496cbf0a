import type { MessageKey, Speech } from '#platform/messages.ts';
import { LEVEL_NAMES, type Level } from '#projects/level.ts';
import { CHANNEL_NAMES, type Entry, isOpen, KIND_NAMES, titleOf } from './entry.ts';
import { dayOf } from './question.ts';

/** An entry as it stands in a list, in the reader's words. */
export interface EntryTold {
	id: string;
	kind: string;
	/** Empty for what was removed. */
	title: string;
	/** The day, who wrote it, and who may read it. */
	about: string;
	/** One or two words, such as draft or overdue; null where there is nothing to say. */
	status: string | null;
}

export function tellEntry(entry: Entry, { say, day }: Speech, now: Date = new Date()): EntryTold {
	const status = statusOf(entry, now);
	const level = entry.level === 'internal' ? [] : [say(LEVEL_SHORT[entry.level])];
	const owner = entry.action?.ownerName ? [`${say('logbook.owner')} ${entry.action.ownerName}`] : [];
	const due = entry.action?.dueOn ? [`${say('logbook.due')} ${day(entry.action.dueOn)}`] : [];
	return {
		id: entry.id,
		kind: say(KIND_NAMES[entry.kind]),
		title: entry.removed === null ? titleOf(entry) : '',
		about: [day(entry.happenedOn), entry.authorName || say('logbook.somebodyGone'), ...level, ...owner, ...due].join(' · '),
		status: status && say(status),
	};
}

const LEVEL_SHORT: Record<Exclude<Level, 'internal'>, MessageKey> = { core: 'logbook.forCore', personal: 'logbook.forMe' };

function statusOf(entry: Entry, now: Date): MessageKey | null {
	if (entry.removed !== null) return 'logbook.isRemoved';
	if (entry.kind === 'decision') return entry.confirmed === null ? 'logbook.draft' : 'logbook.isConfirmed';
	if (entry.action === null) return null;
	if (!isOpen(entry)) return 'logbook.finished';
	return entry.action.dueOn !== null && entry.action.dueOn < dayOf(now) ? 'logbook.overdue' : 'logbook.open';
}

/** What is known of an entry beside its words, a line each. */
export function factsOf(entry: Entry, { say, day, moment }: Speech, part: string | null): { label: string; text: string }[] {
	const called = (name: string) => name || say('logbook.somebodyGone');
	const { action, confirmed } = entry;
	const facts: [MessageKey, string | null][] = [
		['logbook.happenedOn', day(entry.happenedOn)],
		['logbook.owner', action && (action.owner === null ? say('logbook.nobody') : called(action.ownerName))],
		['logbook.due', action?.dueOn ? day(action.dueOn) : null],
		['logbook.doneOn', action?.doneOn ? `${day(action.doneOn)}${action.doneNote === '' ? '' : `. ${action.doneNote}`}` : null],
		['logbook.confirmedLabel', confirmed && say('logbook.confirmedBy', { moment: moment(confirmed.at), name: called(confirmed.name) })],
		['logbook.enteredAt', say('logbook.enteredBy', { moment: moment(entry.enteredAt), name: called(entry.authorName) })],
		['logbook.way', say(CHANNEL_NAMES[entry.channel])],
		['projects.level', say(LEVEL_NAMES[entry.level])],
		['projects.part', part],
	];
	return facts.flatMap(([label, text]) => (text ? [{ label: say(label), text }] : []));
}
