import { fail, redirect } from '@sveltejs/kit';
import { maySeeMeetings } from '#meetings/meeting.ts';
import { idIn, readForm } from '#platform/forms.ts';
import { NOTE } from '#projects/forms.ts';
import { LEVELS } from '#projects/level.ts';
import { mayArchive, mayLeave, maySeeMembers, mayTakeAlong } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { mayWithdrawNote, mayWriteNote } from '#projects/note.ts';
import { notesFor, withdrawNote, writeNote } from '#projects/notes.server.ts';
import { archive, subprojectsFor } from '#projects/projects.server.ts';
import { signedIn } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const { db, keys } = house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	const [notes, parts] = await Promise.all([notesFor(db, keys, member), subprojectsFor(db, member)]);
	return {
		id: member.project.id,
		name: member.project.name,
		isArchived: member.project.isArchived,
		role: member.role,
		notes: notes.map((note) => ({
			id: note.id,
			level: note.level,
			part: parts.find(({ id }) => id === note.subproject)?.name ?? null,
			author: note.authorName,
			text: note.text,
			written: speech.moment(note.writtenAt),
			mayWithdraw: mayWithdrawNote(member, note),
		})),
		levels: LEVELS.filter((level) => mayWriteNote(member, { level, subproject: member.subproject })),
		parts: member.role === 'subproject' ? [] : parts,
		mayArchive: mayArchive(member),
		mayTakeAlong: mayTakeAlong(member),
		maySeeMembers: maySeeMembers(member),
		maySeeMeetings: maySeeMeetings(member),
		mayLeave: mayLeave(member),
	};
};

export const actions: Actions = {
	opschrijven: async (event) => {
		const { db, keys } = event.locals.house;
		const member = await memberOf(db, signedIn(event), event.params.project);
		const form = await readForm(event.request, NOTE);
		if (!form.ok) return fail(422, form);
		const { tekst, niveau, deel } = form.values;
		await writeNote(db, keys, member, { level: niveau, text: tekst, subproject: deel === '' ? null : deel });
		redirect(303, event.url.pathname);
	},
	weghalen: async (event) => {
		const { db, keys } = event.locals.house;
		const member = await memberOf(db, signedIn(event), event.params.project);
		const id = await idIn(event.request, 'notitie');
		await withdrawNote(db, keys, member, id);
		redirect(303, event.url.pathname);
	},
	afsluiten: async (event) => {
		const { db, keys, signing } = event.locals.house;
		await archive(db, keys, signing, await memberOf(db, signedIn(event), event.params.project));
		redirect(303, event.url.pathname);
	},
};
