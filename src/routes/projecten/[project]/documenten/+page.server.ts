import { mayAddSomewhere } from '#documents/document.ts';
import { documentsFor } from '#documents/documents.server.ts';
import { findDocuments } from '#documents/finding.server.ts';
import { cursorAt, filterIn, questionOf } from '#logbook/question.ts';
import { memberOf } from '#projects/members.server.ts';
import { signedIn } from '../../../signing.server.ts';
import type { PageServerLoad } from './$types.ts';
import { shownDocument } from './showing.ts';

const PER_PAGE = 50;
/** Of each document that was found its text is read, to show where the words stand. */
const FOUND_PER_PAGE = 20;

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const { db, keys } = house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	const filter = filterIn(event.url.searchParams);
	const { before } = questionOf(filter);
	const about = { id: member.project.id, project: member.project.name, mayAdd: mayAddSomewhere(member), words: filter.q };
	if (filter.q !== '') {
		const found = await findDocuments(db, keys, member, filter.q, { before, limit: FOUND_PER_PAGE + 1 });
		const shown = found.slice(0, FOUND_PER_PAGE);
		const last = found.length > FOUND_PER_PAGE ? shown.at(-1)?.document.entry : undefined;
		return {
			...about,
			items: shown.map(({ document, page, snippet }) => ({ ...shownDocument(document, speech), page, snippet })),
			next: last ? `?${new URLSearchParams({ q: filter.q, voor: cursorAt(last) })}` : null,
		};
	}
	const documents = await documentsFor(db, keys, member, { limit: PER_PAGE + 1, before });
	const shown = documents.slice(0, PER_PAGE);
	const last = documents.length > PER_PAGE ? shown.at(-1)?.entry : undefined;
	return {
		...about,
		items: shown.map((document) => ({ ...shownDocument(document, speech), page: null, snippet: null })),
		next: last ? `?voor=${cursorAt(last)}` : null,
	};
};
