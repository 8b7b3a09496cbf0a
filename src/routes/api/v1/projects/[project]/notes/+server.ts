import { json } from '@sveltejs/kit';
import { addEntry } from '#logbook/entering.server.ts';
import { entriesFor } from '#logbook/entries.server.ts';
import type { Entry } from '#logbook/entry.ts';
import { NOTE_BY_PROGRAM } from '#logbook/forms.ts';
import { memberOf } from '#projects/members.server.ts';
import { forPrograms } from '../../../../answering.server.ts';
import { bodyOf } from '../../../../reading.ts';

const told = ({ id, level, subproject, authorName, words, enteredAt }: Entry) => ({
	...{ id, level, part: subproject, author: authorName || null, text: words.text ?? '', writtenAt: enteredAt },
});

export const GET = forPrograms('notes:read', async ({ db, keys, holder, project }) => {
	const notes = await entriesFor(db, keys, await memberOf(db, holder, project), { kind: 'note' });
	return json({ notes: notes.filter(({ removed }) => removed === null).map(told) });
});

export const POST = forPrograms('notes:write', async ({ db, keys, holder, project, event }) => {
	const member = await memberOf(db, holder, project);
	const { text, part = null } = await bodyOf(event.request, NOTE_BY_PROGRAM);
	const id = await addEntry(db, keys, member, { kind: 'note', level: 'internal', words: { text }, subproject: part });
	return json({ id }, { status: 201 });
});
