import { entriesFor } from '#logbook/entries.server.ts';
import { lookingFor } from '#logbook/finding.server.ts';
import type { KeptBeside } from '#logbook/locked-words.server.ts';
import type { Question } from '#logbook/question.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import type { Level } from '#projects/level.ts';
import type { Member } from '#projects/member.ts';
import { openedWords } from '#search/opened-words.ts';
import type { Looking } from '#search/question.ts';
import { type Piece, snippet } from '#search/snippet.ts';
import { mayReadVersion, type ProjectDocument, type Scan } from './document.ts';
import { withVersions } from './documents.server.ts';
import { openText, openTold } from './told.ts';

/** In the files of how many locked documents words are looked for; the newest. Of all others the titles still count. */
const MOST_OPENED = 50;

export interface FoundDocument {
	document: ProjectDocument;
	/** The page it stands on; null where there are no pages. */
	page: number | null;
	/** Where the words stand together, marked; null when they stand in the title or the name alone. */
	snippet: Piece[] | null;
}

/** Documents with all these words in the title, the name or the text, the newest first, each with the place where most of them stand. */
export async function findDocuments(
	db: Database,
	keys: Keys,
	member: Member,
	words: string,
	asked: Pick<Question, 'before' | 'limit'> = {},
): Promise<FoundDocument[]> {
	const entries = await entriesFor(db, keys, member, { ...asked, kind: 'document', words }, wordsInFiles(db, member));
	const documents = await withVersions(db, keys, member, entries);
	const own = await projectKeys(db, keys, member.project.id);
	const texts = await textsOf(
		db,
		documents.flatMap(({ versions: [newest] }) => newest?.id ?? []),
	);
	const looking = lookingFor(words);
	return documents.flatMap((document) => {
		const [newest] = document.versions;
		if (!newest) return [];
		const pages = (texts.get(newest.id) ?? []).map(({ page, text }) => ({
			page,
			text: openText(own, document.entry.level, newest.id, page, text),
		}));
		return { document, ...bestPlace(pages, looking) };
	});
}

/** The pages of these versions as they are kept, in order, by version. */
async function textsOf(db: Database, versions: string[]) {
	if (versions.length === 0) return new Map<string, never>();
	const rows = await db
		.selectFrom('document_texts')
		.select(['version', 'page', 'text'])
		.where('version', 'in', versions)
		.orderBy('version')
		.orderBy('page')
		.execute();
	return Map.groupBy(rows, ({ version }) => version);
}

/** A version is never written anew. */
const nameOf = (version: string): string => `version ${version}`;

/** By which words locked documents are found besides those of their entries: the name and the text of the newest version this member may see. */
const wordsInFiles =
	(db: Database, member: Member): KeptBeside =>
	async (own, entries) => {
		const rows = await db
			.selectFrom('document_versions as v')
			.innerJoin('files as f', 'f.id', 'v.file')
			.innerJoin('entries as n', 'n.id', 'v.entry')
			.select(['v.id', 'v.entry', 'v.told', 'v.author', 'f.scan', 'n.level'])
			.where('v.entry', 'in', entries.slice(0, MOST_OPENED))
			.orderBy('v.number', 'desc')
			.execute();
		const seen = rows.filter((row) => mayReadVersion(member, { ...row, scan: row.scan as Scan }));
		const newest = [...Map.groupBy(seen, ({ entry }) => entry).values()].flatMap(([first]) => first ?? []);
		const known = new Map(newest.map(({ id, entry }) => [entry, openedWords.of(nameOf(id))]));
		const unknown = newest.filter(({ entry }) => known.get(entry) === undefined);
		const texts = await textsOf(
			db,
			unknown.map(({ id }) => id),
		);
		for (const { id, entry, told, level } of unknown) {
			const at = level as Level;
			const pages = (texts.get(id) ?? []).map(({ page, text }) => openText(own, at, id, page, text));
			known.set(entry, openedWords.learn(nameOf(id), [openTold(own, at, id, told).name, ...pages].join('\n')));
		}
		return known;
	};

/** The page where the most of the words stand together; the first of equals. */
function bestPlace(pages: { page: number; text: string }[], looking: Looking): Pick<FoundDocument, 'page' | 'snippet'> {
	let best: { page: number | null; snippet: Piece[] | null; different: number } = { page: null, snippet: null, different: 0 };
	for (const { page, text } of pages) {
		const pieces = snippet(text, looking);
		if (!pieces) continue;
		const different = new Set(pieces.filter(({ marked }) => marked).map(({ text: word }) => looking.at(word)?.slot)).size;
		if (different > best.different) best = { page: page === 0 ? null : page, snippet: pieces, different };
		if (different === looking.slots.length) break;
	}
	return { page: best.page, snippet: best.snippet };
}
