import { assertMayTake, entryToRenew } from '#documents/asking.server.ts';
import { documentFor } from '#documents/documents.server.ts';
import { takeLogbookAlong } from '#exports/logbook.server.ts';
import { changeEntry } from '#logbook/changing.server.ts';
import { confirmDecision } from '#logbook/confirming.server.ts';
import { addEntry, type NewEntry } from '#logbook/entering.server.ts';
import { entryFor } from '#logbook/entries.server.ts';
import { finish } from '#logbook/finishing.server.ts';
import { follow } from '#logbook/following.server.ts';
import { filterIn } from '#logbook/question.ts';
import { react } from '#logbook/reacting.server.ts';
import { relate } from '#logbook/relating.server.ts';
import { removeEntry } from '#logbook/removing.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { found } from '#platform/refusals.ts';
import { linesFor } from '#projects/journal.server.ts';
import type { Level } from '#projects/level.ts';
import type { Member } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import type { Neighbourhood } from '../../village/neighbourhood.ts';
import { writeNote } from '../../village/notes.ts';
import { keys } from '../../village/people.ts';
import { type Action, asMember } from './trying.ts';

const DECISION: NewEntry = {
	kind: 'decision',
	level: 'internal',
	subproject: null,
	words: { title: 'x', why: 'x', by: 'x', ground: 'x' },
};
/** Something the leader wrote while the project was at work. */
async function ofLeader(db: Database, { people, project }: Neighbourhood, given: NewEntry): Promise<string> {
	const { archived_at } = await db.selectFrom('projects').select('archived_at').where('id', '=', project).executeTakeFirstOrThrow();
	const archivedAt = (archived_at: string | null) => db.updateTable('projects').set({ archived_at }).where('id', '=', project).execute();
	await archivedAt(null);
	const id = await addEntry(db, keys, await memberOf(db, people.leader.account, project), given);
	await archivedAt(archived_at);
	return id;
}
/** A document without its file: who may what is decided by its entry. */
async function addDocument(db: Database, member: Member, level: Level): Promise<string> {
	const entry = { level, subproject: null, words: { title: 'x' } };
	await assertMayTake(db, keys, member, { entry });
	return addEntry(db, keys, member, { ...entry, kind: 'document' });
}

/** What is done with entries and documents. */
export const IN_THE_LOGBOOK: Record<string, Action> = {
	'read an internal note': asMember((db, member, { notes }) => entryFor(db, keys, member, notes.internal)),
	'read an internal note of another part': asMember((db, member, { notes }) =>
		entryFor(db, keys, member, notes['internal in another part']),
	),
	'read a note of the core': asMember((db, member, { notes }) => entryFor(db, keys, member, notes.core)),
	'read a personal note of the leader': asMember((db, member, { notes }) => entryFor(db, keys, member, notes.personal)),
	'write an internal note': asMember((db, member) => writeNote(db, keys, member, { level: 'internal', text: 'x', subproject: null })),
	'write an internal note in a part': asMember((db, member, { part }) =>
		writeNote(db, keys, member, { level: 'internal', text: 'x', subproject: part }),
	),
	'write a note of the core': asMember((db, member) => writeNote(db, keys, member, { level: 'core', text: 'x', subproject: null })),
	'write a personal note': asMember((db, member) => writeNote(db, keys, member, { level: 'personal', text: 'x', subproject: null })),
	'withdraw a note of the leader': asMember((db, member, { notes }) => removeEntry(db, keys, member, { id: notes.internal, reason: 'x' })),
	'propose a decision': asMember((db, member) => addEntry(db, keys, member, DECISION)),
	'change a decision of the leader that is a draft': asMember(async (db, member, village) =>
		changeEntry(db, keys, member, await ofLeader(db, village, DECISION), {
			version: 1,
			words: DECISION.words,
			happenedOn: '2026-11-22',
			junctions: [],
		}),
	),
	'change a note of the leader': asMember(async (db, member, { notes }) =>
		changeEntry(db, keys, member, notes.internal, { version: 1, words: { text: 'x' }, happenedOn: '2026-11-22', junctions: [] }),
	),
	'confirm a decision': asMember(async (db, member, village) =>
		confirmDecision(db, keys, member, { id: await ofLeader(db, village, DECISION), version: 1 }),
	),
	'relate an entry to another': asMember(async (db, member, village) =>
		relate(db, keys, member, { id: await ofLeader(db, village, DECISION), kind: 'see-also', to: village.notes.internal }),
	),
	'react to an entry': asMember((db, member, { notes }) => react(db, keys, member, { entry: notes.internal, text: 'x' })),
	'react to an entry of the core': asMember((db, member, { notes }) => react(db, keys, member, { entry: notes.core, text: 'x' })),
	'follow an entry': asMember((db, member, { notes }) => follow(db, keys, member, { kind: 'entry', id: notes.internal })),
	'mark an action of the leader as done': asMember(async (db, member, village) =>
		finish(db, keys, member, { id: await ofLeader(db, village, { ...DECISION, kind: 'action', words: { title: 'x' } }), note: '' }),
	),
	'see an entry of a note of the core': asMember(async (db, member, { notes }) => {
		const lines = await linesFor(db, keys, member);
		return found(lines.find(({ object }) => object === notes.core));
	}),
	'take the logbook along': async (db, account, { project }) =>
		takeLogbookAlong(db, keys, account, project, { filter: filterIn(new URLSearchParams()), as: 'csv', junctionNamed: (one) => one }),
	'add a document': asMember((db, member) => addDocument(db, member, 'internal')),
	'add a document of the core': asMember((db, member) => addDocument(db, member, 'core')),
	'read a document of the core that the leader added': asMember(async (db, member, village) => {
		const leader = await memberOf(db, village.people.leader.account, village.project);
		await documentFor(db, keys, member, await addDocument(db, leader, 'core'));
	}),
	'send a newer version of a document of the leader': asMember(async (db, member, village) => {
		const leader = await memberOf(db, village.people.leader.account, village.project);
		await entryToRenew(db, keys, member, await addDocument(db, leader, 'internal'));
	}),
};
