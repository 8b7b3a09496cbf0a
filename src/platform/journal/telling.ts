import type { MessageKey, Speech } from '../messages.ts';
import type { Entry } from './journal.ts';

/** What ids and pseudonyms are called now. */
export type Names = ReadonlyMap<string, string>;

/** An entry with the names that are needed to tell of it. */
export interface Line extends Entry {
	who: string;
	names: Names;
}

/** How the entries of a chain are told: in a sentence about `who` and `whom`, and field by field of what was there before and after. */
export interface Telling {
	sentences: ReadonlyMap<string, MessageKey>;
	fields: ReadonlyMap<string, Field>;
}

export interface Field {
	label: MessageKey;
	/** Without it, the value stands as it was written. */
	word?: (value: string, names: Names, speech: Speech) => string;
}

/** An entry as people read it. */
export interface Told {
	seq: number;
	at: string;
	sentence: string;
	changes: { label: string; before: string; after: string }[];
	isDestroyed: boolean;
	hash: string;
}

const PROGRAMS = new Map<string, MessageKey>([
	['command', 'platform.journalByCommand'],
	['system', 'platform.journalBySystem'],
	['invitee', 'platform.journalByInvitee'],
	['colleague', 'platform.journalByColleague'],
]);

export function tell(line: Line, { sentences, fields }: Telling, speech: Speech): Told {
	const { seq, at, actor, action, object, hash, detail } = line;
	const called = (one: string) => line.names.get(one) ?? speech.say(PROGRAMS.get(one) ?? 'platform.journalErased', { pseudonym: one });
	const sentence = speech.say(sentences.get(action) ?? 'platform.journalSomething', { who: called(actor), whom: called(object), action });
	const changes = detail.state === 'kept' ? comparison(detail, fields, line.names, speech) : [];
	return { seq, at, sentence, changes, isDestroyed: detail.state !== 'kept', hash };
}

/** What stayed as it was is not shown, nor is what nobody gave a name to: a field may be there for programs, or for others than who reads this. */
function comparison({ before, after }: { before?: unknown; after?: unknown }, fields: Telling['fields'], names: Names, speech: Speech) {
	const told = (side: unknown, key: string, { word }: Field): string => {
		const value = typeof side === 'object' && side !== null ? (side as Record<string, unknown>)[key] : undefined;
		return typeof value === 'string' ? (word?.(value, names, speech) ?? value) : '';
	};
	return [...fields]
		.map(([key, field]) => ({ label: speech.say(field.label), before: told(before, key, field), after: told(after, key, field) }))
		.filter((change) => change.before !== change.after);
}
