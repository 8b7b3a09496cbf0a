import type { Keys } from '#platform/keys/keys.server.ts';
import { isLocked, type Level } from '#projects/level.ts';
import type { Kind, Words } from './entry.ts';

interface Sealed {
	id: string;
	kind: Kind;
	level: Level;
}

/** Notes were there before the logbook was: they are nothing but their text, and were sealed as what they are. */
const purposeOf = ({ id, kind }: Sealed): string => `${kind === 'note' ? 'note' : 'entry'} ${id}`;

/** Words as the database keeps them: locked above internal. */
export function packed(own: Keys, entry: Sealed, words: Words): string {
	const content = entry.kind === 'note' ? (words.text ?? '') : JSON.stringify(words);
	return isLocked(entry.level) ? own.seal(purposeOf(entry), content) : content;
}

/** What was removed is empty, and stays so. */
export function unpacked(own: Keys, entry: Sealed, kept: string): Words {
	if (kept === '') return {};
	const content = isLocked(entry.level) ? own.unseal(purposeOf(entry), kept) : kept;
	return entry.kind === 'note' ? { text: content } : (JSON.parse(content) as Words);
}

/** A sentence that stands beside an entry, such as why it was removed, by the same rule. */
export const locked = (own: Keys, level: Level, purpose: string, text: string): string =>
	isLocked(level) && text !== '' ? own.seal(purpose, text) : text;
export const unlocked = (own: Keys, level: Level, purpose: string, kept: string): string =>
	isLocked(level) && kept !== '' ? own.unseal(purpose, kept) : kept;
