import { entriesFor } from '#logbook/entries.server.ts';
import { type Entry, textOf } from '#logbook/entry.ts';
import { lookingFor } from '#logbook/finding.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { isLocked } from '#projects/level.ts';
import type { Member } from '#projects/member.ts';
import { Looking } from '#search/question.ts';
import { type Piece, snippet } from '#search/snippet.ts';
import type { ProjectDocument } from './document.ts';
import { withVersions } from './documents.server.ts';
import { openText } from './told.ts';

/** How many locked documents are opened to look for words in; the newest. */
const MOST_OPENED = 50;
/** Nobody reads further. */
const MOST_SHOWN = 50;

export interface FoundDocument {
	document: ProjectDocument;
	/** The page it stands on; null where there are no pages. */
	page: number | null;
	/** Where the words stand together, marked; null when they stand in the title or the name alone. */
	snippet: Piece[] | null;
}

/** Documents with all these words in the title, the name or the text, each with the place where most of them stand. */
export async function findDocuments(db: Database, keys: Keys, member: Member, words: string): Promise<FoundDocument[]> {
	const looking = lookingFor(words);
	if (looking.slots.length === 0) return [];
	const there = (entry: Entry) => entry.removed === null;
	const [clear, locked] = [
		await entriesFor(db, keys, member, { kind: 'document', words, isLocked: false, limit: MOST_SHOWN }),
		await entriesFor(db, keys, member, { kind: 'document', isLocked: true, limit: MOST_OPENED }),
	];
	const documents = await withVersions(db, keys, member, [...clear, ...locked].filter(there));
	const own = await projectKeys(db, keys, member.project.id);
	const found: FoundDocument[] = [];
	for (const document of documents) {
		const [newest] = document.versions;
		if (!newest) continue;
		const { level } = document.entry;
		const rows = await db.selectFrom('document_texts').select(['page', 'text']).where('version', '=', newest.id).orderBy('page').execute();
		const pages = rows.map(({ page, text }) => ({ page, text: openText(own, level, newest.id, page, text) }));
		// The database knew of the words of what is in the clear; the rest is asked here.
		const whole = [textOf(document.entry), newest.name, ...pages.map(({ text }) => text)];
		if (isLocked(level) && !holdsAll(whole, looking)) continue;
		found.push({ document, ...bestPlace(pages, looking) });
	}
	return found.slice(0, MOST_SHOWN);
}

const holdsAll = (texts: string[], { slots, language }: Looking): boolean =>
	slots.every((slot) => texts.some((text) => snippet(text, new Looking([slot], language)) !== null));

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
