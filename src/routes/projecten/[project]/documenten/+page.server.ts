import { mayAddSomewhere } from '#documents/document.ts';
import { documentsFor } from '#documents/documents.server.ts';
import { findDocuments } from '#documents/finding.server.ts';
import { cursorAt, filterIn, questionOf } from '#logbook/question.ts';
import { memberOf } from '#projects/members.server.ts';
import { signedIn } from '../../../signing.server.ts';
import type { PageServerLoad } from './$types.ts';
import { shownDocument } from './showing.ts';

const PER_PAGE = 50;

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const { db, keys } = house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	const filter = filterIn(event.url.searchParams);
	const about = { id: member.project.id, project: member.project.name, mayAdd: mayAddSomewhere(member), words: filter.q };
	if (filter.q !== '') {
		const found = await findDocuments(db, keys, member, filter.q);
		const items = found.map(({ document, page, snippet }) => ({ ...shownDocument(document, speech), page, snippet }));
		return { ...about, items, next: null };
	}
	const { before } = questionOf(filter);
	const documents = await documentsFor(db, keys, member, { limit: PER_PAGE + 1, before });
	const shown = documents.slice(0, PER_PAGE);
	const last = documents.length > PER_PAGE ? shown.at(-1)?.entry : undefined;
	return {
		...about,
		items: shown.map((document) => ({ ...shownDocument(document, speech), page: null, snippet: null })),
		next: last ? `?voor=${cursorAt(last)}` : null,
	};
};
