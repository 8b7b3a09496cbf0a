import { json } from '@sveltejs/kit';
import { NOTE_BY_PROGRAM } from '#projects/forms.ts';
import { memberOf } from '#projects/members.server.ts';
import type { Note } from '#projects/note.ts';
import { notesFor, writeNote } from '#projects/notes.server.ts';
import { forPrograms } from '../../../../answering.server.ts';
import { bodyOf } from '../../../../reading.ts';

const told = ({ id, level, subproject, authorName, text, writtenAt }: Note) => ({
	...{ id, level, part: subproject, author: authorName, text, writtenAt },
});

export const GET = forPrograms('notes:read', async ({ db, keys, holder, project }) => {
	const notes = await notesFor(db, keys, await memberOf(db, holder, project));
	return json({ notes: notes.map(told) });
});

export const POST = forPrograms('notes:write', async ({ db, keys, holder, project, event }) => {
	const member = await memberOf(db, holder, project);
	const { text, part = null } = await bodyOf(event.request, NOTE_BY_PROGRAM);
	const id = await writeNote(db, keys, member, { level: 'internal', text, subproject: part });
	return json({ id }, { status: 201 });
});
