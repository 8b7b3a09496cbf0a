import type { Manuscript, Problem } from './manuscript.ts';
import { Publication } from './publication.ts';
import { type Pair, Reader } from './reader.ts';
import { editionsIn } from './reading-edition.ts';
import { card, law, news, page, story, template, term } from './reading-library.ts';
import { weigh } from './weighing.ts';

/** The content as one whole, or everything that keeps it from being one. */
export type Reading = { ok: true; publication: Publication } | { ok: false; problems: Problem[] };

/** Reads the whole content and checks it as a whole. Nothing is left for a page to find out. */
export function readManuscript(manuscript: Manuscript): Reading {
	const reader = new Reader(manuscript);
	refuseStrays(reader);
	const publication = publicationIn(reader);
	// A file that could not be read would show up again as every link to it, so those are looked at only after.
	const found = reader.problems.length > 0 ? reader.problems : weigh(publication, reader.files.values(), reader.origins);
	const problems = found.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
	return problems.length === 0 ? { ok: true, publication } : { ok: false, problems };
}

function publicationIn(reader: Reader): Publication {
	const all = <T>(folder: string, read: (reader: Reader, pair: Pair) => T[]): T[] =>
		reader.pairs(folder).flatMap((pair) => read(reader, pair));
	return new Publication(
		{
			editions: editionsIn(reader),
			cards: all('cards', card),
			templates: all('templates', template),
			terms: all('words', term),
			law: all('law', law).toSorted((a, b) => a.order - b.order),
			stories: all('stories', story),
			news: all('news', news).toSorted((a, b) => b.date.localeCompare(a.date)),
			pages: all('pages', page).toSorted((a, b) => a.order - b.order),
		},
		reader.stale,
	);
}

/** A file nobody reads is a text somebody wrote in vain. */
function refuseStrays(reader: Reader): void {
	const home =
		/^(editions\/[^/]+\/(edition\.yaml|(phases|tracks|parties|archetypes|junctions)\/[^/]+\.md)|(cards|stories|templates|words|law|news|pages)\/[^/]+\.md)$/;
	for (const file of reader.files.values()) {
		if (!home.test(file.path)) reader.problem(file, 1, 'expected in one of the folders that docs/content.md names');
		else if (file.language === 'en' && !reader.files.has(`${file.stem}.md`)) {
			reader.problem(file, 1, `expected ${file.stem}.md beside it: a translation has a Dutch original`);
		}
	}
}
