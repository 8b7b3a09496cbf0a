import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Level } from '#projects/level.ts';
import { openedWords } from '#search/opened-words.ts';
import { unpacked } from './content.ts';
import { type Kind, textOf } from './entry.ts';

/** The words of more than the entry itself, by entry: what somebody else keeps with locked ones, the newest of which come first. */
export type KeptBeside = (own: Keys, entries: string[]) => Promise<Map<string, string | undefined>>;

export const nothingBeside: KeptBeside = async () => new Map();

interface State {
	id: string;
	version: number;
}

/** What an entry said in this version; it never says anything else. */
const nameOf = ({ id, version }: State): string => `entry ${id} ${version}`;

/** By which words these entries are found, by entry. Those that were not opened lately are opened now. */
export async function wordsOfLocked(db: Database | Tx, own: Keys, entries: State[]): Promise<Map<string, string | undefined>> {
	const words = new Map(entries.map((entry) => [entry.id, openedWords.of(nameOf(entry))]));
	const unknown = entries.flatMap(({ id }) => (words.get(id) === undefined ? [id] : []));
	if (unknown.length > 0) {
		const rows = await db.selectFrom('entries').select(['id', 'kind', 'level', 'version', 'content']).where('id', 'in', unknown).execute();
		for (const { kind, level, content, ...state } of rows) {
			const said = unpacked(own, { id: state.id, kind: kind as Kind, level: level as Level }, content);
			words.set(state.id, openedWords.learn(nameOf(state), textOf({ words: said })));
		}
	}
	return words;
}
