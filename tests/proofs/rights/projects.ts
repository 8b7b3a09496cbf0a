import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { administratorOf, operatorOf } from '#accounts/sign-ins.server.ts';
import { folderShelf } from '#documents/folder-shelf.server.ts';
import { takeProjectAlong } from '#dossiers/taking-along.server.ts';
import { takeMembersAlong } from '#exports/members.server.ts';
import { entriesFor, entryFor } from '#logbook/entries.server.ts';
import { askPrintout } from '#printouts/asking.server.ts';
import type { Choice } from '#printouts/printout.ts';
import { throwAway } from '#printouts/throwing-away.server.ts';
import { changeRole, handOver, leave } from '#projects/changing-roles.server.ts';
import { archive, reopen } from '#projects/closing.server.ts';
import { changeFacts, factsFor } from '#projects/facts.server.ts';
import { invitationsTo, inviteToProject } from '#projects/inviting.server.ts';
import { journalFor } from '#projects/journal.server.ts';
import { appointLeader } from '#projects/leading.server.ts';
import { addMember, endMembership, memberOf, membersFor } from '#projects/members.server.ts';
import { Municipalities } from '#projects/municipality.ts';
import { closeOpening, openFromOutside } from '#projects/opening.server.ts';
import { addSubproject } from '#projects/projects.server.ts';
import { takeSampleAway } from '#sample/removing.server.ts';
import { writeNote } from '../../village/notes.ts';
import { keys, signing } from '../../village/people.ts';
import { type Action, asMember, membershipOf, needed } from './trying.ts';

const MUNICIPALITIES = new Municipalities('code;name\nGM0363;Amsterdam\n');
/** Nothing in this village has a file. */
const NO_FILES = folderShelf(join(tmpdir(), 'no-files'));
const INVITEE = { address: 'x@y.example', addressKey: 'x@y.example' };
const AN_ORGANISATION = { name: 'Nieuw', kind: 'other' } as const;

const ON_PAPER: Choice = {
	...{ form: 'reading', chapters: ['logbook'], phases: [1], kinds: ['note'], from: null, until: null, parts: [null], levels: ['core'] },
};

/** What is done with a project: who takes part, what it is about, how it ends, and what leaves it. */
export const WITH_A_PROJECT: Record<string, Action> = {
	'read the project': asMember(async (db, member) => entriesFor(db, keys, member)),
	'take the sample away, where there is none': asMember((db, member) => takeSampleAway(db, keys, [], member)),
	'see the members': asMember((db, member) => membersFor(db, member)),
	'read the journal': asMember((db, member) => journalFor(db, keys, member)),
	'add a member': asMember((db, member, { people }) =>
		addMember(db, keys, member, { addressKey: people['former member'].account.address, role: 'member', subproject: null }),
	),
	'add a part': asMember((db, member) => addSubproject(db, keys, member, 'Nieuw')),
	'end a membership': asMember(async (db, member, village) => endMembership(db, keys, member, await membershipOf(db, village, 'reader'))),
	'archive the project': asMember((db, member) => archive(db, keys, signing, member)),
	'open the project from outside': async (db, account, { project }) =>
		openFromOutside(db, keys, needed(await operatorOf(db, account)), project, 'proef'),
	'read a note of the core after opening it from outside': async (db, account, { project, notes }) => {
		await openFromOutside(db, keys, needed(await operatorOf(db, account)), project, 'proef');
		await entryFor(db, keys, await memberOf(db, account, project), notes.core);
	},
	'read a personal note after opening the project from outside': async (db, account, { project, notes }) => {
		await openFromOutside(db, keys, needed(await operatorOf(db, account)), project, 'proef');
		await entryFor(db, keys, await memberOf(db, account, project), notes.personal);
	},
	'write after opening the project from outside': async (db, account, { project }) => {
		await openFromOutside(db, keys, needed(await operatorOf(db, account)), project, 'proef');
		await writeNote(db, keys, await memberOf(db, account, project), { level: 'internal', text: 'x', subproject: null });
	},
	'change somebody’s role': asMember(async (db, member, village) =>
		changeRole(db, keys, member, { membership: await membershipOf(db, village, 'reader'), role: 'member', subproject: null }),
	),
	'hand the project over': asMember(async (db, member, village) => handOver(db, keys, member, await membershipOf(db, village, 'core'))),
	'stop taking part': asMember((db, member) => leave(db, keys, member)),
	'close a project that was opened from outside': async (db, account, { project }) => {
		const operator = needed(await operatorOf(db, account));
		await openFromOutside(db, keys, operator, project, 'proef');
		await closeOpening(db, keys, operator, project);
	},
	'read after closing what was opened from outside': async (db, account, { project }) => {
		const operator = needed(await operatorOf(db, account));
		await openFromOutside(db, keys, operator, project, 'proef');
		await closeOpening(db, keys, operator, project);
		await memberOf(db, account, project);
	},
	'appoint a leader to a project that has one': async (db, account, { project, people }) =>
		appointLeader(db, keys, needed(await administratorOf(db, account)), { project, leader: people.core.account.id }),
	'appoint a leader to a project that has none': async (db, account, { project, people }) => {
		const until = new Date().toISOString();
		await db.updateTable('memberships').set({ until }).where('project', '=', project).where('role', '=', 'leader').execute();
		await appointLeader(db, keys, needed(await administratorOf(db, account)), { project, leader: people.core.account.id });
	},
	'have the project on paper': async (db, account, { project }) =>
		askPrintout(db, keys, account, await memberOf(db, account, project), ON_PAPER),
	'throw away what somebody of the core team had on paper': async (db, account, { project, people }) => {
		const { account: core } = people.core;
		const printout = await askPrintout(db, keys, core, await memberOf(db, core, project), ON_PAPER);
		await throwAway(db, keys, join(tmpdir(), 'no-files'), await memberOf(db, account, project), printout);
	},
	'have a project on paper that was opened from outside': async (db, account, { project }) => {
		await openFromOutside(db, keys, needed(await operatorOf(db, account)), project, 'proef');
		await askPrintout(db, keys, account, await memberOf(db, account, project), ON_PAPER);
	},
	'take the project along': (db, account, { project }) => takeProjectAlong({ db, keys, signing, shelf: NO_FILES }, account, project),
	'reopen the project': asMember((db, member) => reopen(db, keys, member, 'x')),
	'see what the project is about': asMember((db, member) => factsFor(db, MUNICIPALITIES, member)),
	'change what the project is about': asMember(async (db, member) =>
		changeFacts(db, keys, MUNICIPALITIES, member, await factsFor(db, MUNICIPALITIES, member), 'x'),
	),
	'invite to the project by mail': asMember((db, member) =>
		inviteToProject(
			db,
			keys,
			member,
			[INVITEE],
			{ role: 'member', subproject: null, organisation: AN_ORGANISATION },
			'https://wijk.example',
		),
	),
	'take the list of members along': async (db, account, { project }) => takeMembersAlong(db, keys, account, project),
	'see who was invited to the project': asMember((db, member) => invitationsTo(db, member)),
	'make somebody leader': asMember(async (db, member, village) =>
		changeRole(db, keys, member, { membership: await membershipOf(db, village, 'core'), role: 'leader', subproject: null }),
	),
	'end the membership of the leader': asMember(async (db, member, village) =>
		endMembership(db, keys, member, await membershipOf(db, village, 'leader')),
	),
};
