import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from '#accounts/account.ts';
import { appointAdministrator, dismissAdministrator } from '#accounts/appointing.server.ts';
import { colleaguesOf } from '#accounts/colleagues.server.ts';
import { deactivate } from '#accounts/deactivating.server.ts';
import { invite } from '#accounts/inviting.server.ts';
import { installationJournalFor } from '#accounts/journal.server.ts';
import { confirmReset } from '#accounts/lost-second-factor/confirming.server.ts';
import { startReset } from '#accounts/lost-second-factor/starting.server.ts';
import { administratorOf, operatorOf } from '#accounts/sign-ins.server.ts';
import { assertMayTake, entryToRenew } from '#documents/asking.server.ts';
import { documentFor } from '#documents/documents.server.ts';
import { folderShelf } from '#documents/folder-shelf.server.ts';
import { takeProjectAlong } from '#dossiers/taking-along.server.ts';
import { assertMayBringIn } from '#dossiers/uploading.server.ts';
import { appoint, relieve } from '#duties/appointing.server.ts';
import { editorOf, moderatorOf } from '#duties/duties.server.ts';
import { takeLogbookAlong } from '#exports/logbook.server.ts';
import { takeMembersAlong } from '#exports/members.server.ts';
import { takeTrialAlong } from '#exports/trial.server.ts';
import { changeEntry } from '#logbook/changing.server.ts';
import { confirmDecision } from '#logbook/confirming.server.ts';
import { addEntry, type NewEntry } from '#logbook/entering.server.ts';
import { entriesFor, entryFor } from '#logbook/entries.server.ts';
import { finish } from '#logbook/finishing.server.ts';
import { follow } from '#logbook/following.server.ts';
import { filterIn } from '#logbook/question.ts';
import { react } from '#logbook/reacting.server.ts';
import { relate } from '#logbook/relating.server.ts';
import { removeEntry } from '#logbook/removing.server.ts';
import { contribute, contributionsFor, show, shownTo } from '#meetings/contributions.server.ts';
import { guestsFor, sendAway } from '#meetings/guests.server.ts';
import { guestOf } from '#meetings/joining.server.ts';
import { close, lock, meetingsFor, openMeeting } from '#meetings/meetings.server.ts';
import { endEverySignIn } from '#operating/ending-sign-ins.server.ts';
import { foundOrganisation } from '#operating/founding.server.ts';
import { removeOperator } from '#operating/operators.server.ts';
import { organisationsFor } from '#operating/organisations.server.ts';
import { type Database, openDatabase } from '#platform/database/database.server.ts';
import { migrate } from '#platform/database/migrate.server.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import { askPrintout } from '#printouts/asking.server.ts';
import type { Choice } from '#printouts/printout.ts';
import { changesFor, standingsFor } from '#progress/changes.server.ts';
import { changeProgress } from '#progress/changing.server.ts';
import { accept, decline, propose } from '#progress/proposing.server.ts';
import { changeSensitivity } from '#progress/sensitivity.server.ts';
import { addWait } from '#progress/waits.server.ts';
import { changeRole, handOver, leave } from '#projects/changing-roles.server.ts';
import { archive, reopen } from '#projects/closing.server.ts';
import { changeFacts, factsFor } from '#projects/facts.server.ts';
import { invitationsTo, inviteToProject } from '#projects/inviting.server.ts';
import { journalFor, linesFor } from '#projects/journal.server.ts';
import { appointLeader } from '#projects/leading.server.ts';
import type { Level } from '#projects/level.ts';
import type { Member } from '#projects/member.ts';
import { addMember, endMembership, memberOf, membersFor } from '#projects/members.server.ts';
import { Municipalities } from '#projects/municipality.ts';
import { closeOpening, openFromOutside } from '#projects/opening.server.ts';
import { projectsWithColleagues } from '#projects/overview.server.ts';
import { addSubproject, beginProject, projectsOf } from '#projects/projects.server.ts';
import { takeSampleAway } from '#sample/removing.server.ts';
import { offer } from '#trials/offering.server.ts';
import { trialsFor } from '#trials/trials.server.ts';
import { aManuscript, published } from '../village/method.ts';
import { type Neighbourhood, PRINCIPALS, type Principal, type Resident, theNeighbourhood } from '../village/neighbourhood.ts';
import { writeNote } from '../village/notes.ts';
import { keys, NOOR, signing } from '../village/people.ts';
import { conclude, type Finding, holds } from './finding.ts';

/**
 * Who may what: every action is really tried by everybody, in a project at work and in an archived one, and what came of it is compared
 * with the reviewed table `rights.csv`. A right that changed is a line that changed. `--write` writes the table anew, to be reviewed.
 */

const TABLE = join(import.meta.dirname, 'rights.csv');
const OUTCOMES: Record<string, string> = { 'not-found': 'not there', 'not-allowed': 'refused', conflict: 'conflict', gone: 'gone' };

type Action = (db: Database, account: Account, village: Neighbourhood) => Promise<unknown>;
/** What a guest needs no account for: only with the sign of theirs, which nobody else has. */
type GuestAction = (db: Database, sign: string | undefined, village: Neighbourhood) => Promise<unknown>;

const asMember = (
	work: (db: Database, member: Awaited<ReturnType<typeof memberOf>>, village: Neighbourhood) => Promise<unknown>,
): Action => {
	return async (db, account, village) => work(db, await memberOf(db, account, village.project), village);
};
const needed = <T>(one: T | null): T => {
	if (one === null) throw new Refusal('not-allowed', 'accounts.onlyAdministrators');
	return one;
};
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
const membershipOf = async (db: Database, { project, people }: Neighbourhood, who: Resident) =>
	(
		await db
			.selectFrom('memberships')
			.select('id')
			.where('project', '=', project)
			.where('account', '=', people[who].account.id)
			.where('until', 'is', null)
			.executeTakeFirst()
	)?.id ?? '';

const MUNICIPALITIES = new Municipalities('code;name\nGM0363;Amsterdam\n');
/** Nothing in this village has a file. */
const NO_FILES = folderShelf(join(tmpdir(), 'no-files'));
const INVITEE = { address: 'x@y.example', addressKey: 'x@y.example' };
const AN_ORGANISATION = { name: 'Nieuw', kind: 'other' } as const;

/** A document without its file: who may what is decided by its entry. */
async function addDocument(db: Database, member: Member, level: Level): Promise<string> {
	const entry = { level, subproject: null, words: { title: 'x' } };
	await assertMayTake(db, keys, member, { entry });
	return addEntry(db, keys, member, { ...entry, kind: 'document' });
}

const ON_PAPER: Choice = {
	...{ form: 'reading', chapters: ['logbook'], phases: [1], kinds: ['note'], from: null, until: null, parts: [null], levels: ['core'] },
};

const ACTIONS: Record<string, Action> = {
	'read the project': asMember(async (db, member) => entriesFor(db, keys, member)),
	'take the sample away, where there is none': asMember((db, member) => takeSampleAway(db, keys, [], member)),
	'see the members': asMember((db, member) => membersFor(db, member)),
	'read the journal': asMember((db, member) => journalFor(db, keys, member)),
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
	'see the people of one’s own organisation': (db, account) => colleaguesOf(db, account),
	'see the names of the projects of one’s own organisation': async (db, account) =>
		projectsOf(db, needed(await administratorOf(db, account))),
	'invite somebody to one’s own organisation': async (db, account) => {
		const invitee = { name: 'x', address: 'x@y.example', addressKey: 'x@y.example', language: 'nl' as const, asAdministrator: false };
		return invite(db, keys, needed(await administratorOf(db, account)), invitee, 'https://wijk.example');
	},
	'begin a project led by the leader': async (db, account, { people }) =>
		beginProject(db, keys, needed(await administratorOf(db, account)), { name: 'x', leader: people.leader.account.id }),
	'act as an editor': async (db, account) => needed(await editorOf(db, account)),
	'act as a moderator': async (db, account) => needed(await moderatorOf(db, account)),
	'appoint an editor': async (db, account, { people }) =>
		appoint(db, keys, needed(await operatorOf(db, account)), { addressKey: people.leader.account.address, duty: 'editor' }),
	'relieve the editor': async (db, account, { people }) =>
		relieve(db, keys, needed(await operatorOf(db, account)), { account: people.editor.account.id, duty: 'editor' }),
	'open a meeting': asMember((db, member) => openMeeting(db, keys, member, { title: 'x', question: 'x', hours: 1 })),
	'see the meetings': asMember((db, member) => meetingsFor(db, member)),
	'read a meeting of another project': asMember((db, member, { meetingElsewhere }) => contributionsFor(db, member, meetingElsewhere.id)),
	'read the contributions to a meeting': asMember((db, member, { meeting }) => contributionsFor(db, member, meeting.id)),
	'see the guests of a meeting': asMember((db, member, { meeting }) => guestsFor(db, member, meeting.id)),
	'show a contribution to the room': asMember((db, member, { meeting }) => show(db, keys, member, meeting.id, meeting.waiting)),
	'lock a meeting': asMember((db, member, { meeting }) => lock(db, keys, member, meeting.id)),
	'close a meeting': asMember((db, member, { meeting }) => close(db, keys, member, meeting.id)),
	'send the guest away': asMember((db, member, { meeting }) => sendAway(db, keys, member, meeting.id, meeting.guest)),
	'see every organisation': async (db, account) => organisationsFor(db, needed(await operatorOf(db, account))),
	'found an organisation': async (db, account) =>
		foundOrganisation(
			db,
			keys,
			needed(await operatorOf(db, account)),
			{ name: 'Nieuw', kind: 'other' },
			{ name: 'x', address: 'x@y.example', addressKey: 'x@y.example', language: 'nl' },
			'https://wijk.example',
		),
	'end every sign-in': async (db, account) => endEverySignIn(db, keys, needed(await operatorOf(db, account))),
	'take the role from an operator': async (db, account, { people }) =>
		removeOperator(db, keys, needed(await operatorOf(db, account)), people.operator.account.id),
	'change somebody’s role': asMember(async (db, member, village) =>
		changeRole(db, keys, member, { membership: await membershipOf(db, village, 'reader'), role: 'member', subproject: null }),
	),
	'hand the project over': asMember(async (db, member, village) => handOver(db, keys, member, await membershipOf(db, village, 'core'))),
	'stop taking part': asMember((db, member) => leave(db, keys, member)),
	'see an entry of a note of the core': asMember(async (db, member, { notes }) => {
		const lines = await linesFor(db, keys, member);
		return found(lines.find(({ object }) => object === notes.core));
	}),
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
	'read the journal of the installation': async (db, account) =>
		installationJournalFor(db, keys, needed(await operatorOf(db, account)), { limit: 50 }),
	'have the project on paper': async (db, account, { project }) =>
		askPrintout(db, keys, account, await memberOf(db, account, project), ON_PAPER),
	'have a project on paper that was opened from outside': async (db, account, { project }) => {
		await openFromOutside(db, keys, needed(await operatorOf(db, account)), project, 'proef');
		await askPrintout(db, keys, account, await memberOf(db, account, project), ON_PAPER);
	},
	'take the project along': (db, account, { project }) => takeProjectAlong({ db, keys, signing, shelf: NO_FILES }, account, project),
	'bring a project in from a dossier': async (db, account) => assertMayBringIn({ db, keys }, needed(await administratorOf(db, account))),
	'take a trial along where there is none': (db, account) => takeTrialAlong(db, keys, signing, account),
	'offer trials': async (db, account) => offer(db, keys, needed(await operatorOf(db, account)), true),
	'see the trials': async (db, account) => trialsFor(db, needed(await operatorOf(db, account))),
	'write when the trial of the organisation is over': async (db, account, village) => {
		await overSince(db, account.organisation);
		await writeNote(db, keys, await memberOf(db, account, village.project), { level: 'internal', text: 'x', subproject: village.part });
	},
	'invite when the trial of the organisation is over': async (db, account) => {
		await overSince(db, account.organisation);
		needed(await administratorOf(db, account));
	},
	'see which projects one’s own organisation has, and who of it takes part': async (db, account) =>
		projectsWithColleagues(db, needed(await administratorOf(db, account))),
	'deactivate the reader': async (db, account, { people }) =>
		deactivate(db, keys, needed(await administratorOf(db, account)), people.reader.account.id),
	'make the reader an administrator': async (db, account, { people }) =>
		appointAdministrator(db, keys, needed(await administratorOf(db, account)), people.reader.account.id),
	'end that the administrator is one': async (db, account, { people }) =>
		dismissAdministrator(db, keys, needed(await administratorOf(db, account)), people.administrator.account.id),
	'start removing the second factor of a member': async (db, account, { people }) => {
		await haveBeenHereLong(db);
		await startResetOf(db, account, people.member.account);
	},
	'confirm removing the second factor of a member': async (db, account, { people }) => {
		await haveBeenHereLong(db);
		// Noor, who set the installation up, stands in no column, so everybody in one can be the second person.
		const noor = await db
			.selectFrom('accounts')
			.select(['id', 'pseudonym', 'name', 'organisation'])
			.where('name', '=', NOOR.name)
			.executeTakeFirstOrThrow();
		const reset = await startResetOf(db, { ...account, ...noor }, people.member.account);
		await confirmReset(db, keys, account, reset, 'https://wijk.example');
	},
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
	'take the logbook along': async (db, account, { project }) =>
		takeLogbookAlong(db, keys, account, project, { filter: filterIn(new URLSearchParams()), as: 'csv', junctionNamed: (one) => one }),
	'take the list of members along': async (db, account, { project }) => takeMembersAlong(db, keys, account, project),
	'see who was invited to the project': asMember((db, member) => invitationsTo(db, member)),
	'make somebody leader': asMember(async (db, member, village) =>
		changeRole(db, keys, member, { membership: await membershipOf(db, village, 'core'), role: 'leader', subproject: null }),
	),
	'end the membership of the leader': asMember(async (db, member, village) =>
		endMembership(db, keys, member, await membershipOf(db, village, 'leader')),
	),
	'see the progress of the project': asMember((db, member) => standingsFor(db, member, null)),
	'see the progress of a part': asMember((db, member, { part }) => standingsFor(db, member, part)),
	'see the progress of another part': asMember((db, member, { otherPart }) => changesFor(db, member, otherPart)),
	'change the progress': asMember((db, member) => {
		const wishes = [{ ...A_WISH, seen: 0 }];
		return changeProgress(db, keys, member, METHOD, { part: null, wishes, channel: 'screen' });
	}),
	'propose a change of the progress': asMember((db, member) => propose(db, keys, member, METHOD, { part: null, wish: A_WISH })),
	'propose a change of the progress of a part': asMember((db, member, { part }) =>
		propose(db, keys, member, METHOD, { part, wish: A_WISH }),
	),
	'accept a proposal': asMember(async (db, member) => {
		const proposal = await aProposalIn(db, member.project.id);
		return accept(db, keys, member, METHOD, { proposal, seen: 0 });
	}),
	'decline a proposal': asMember(async (db, member) => {
		const proposal = await aProposalIn(db, member.project.id);
		return decline(db, keys, member, METHOD, { proposal, reason: 'x' });
	}),
	'say that a junction is sensitive': asMember((db, member) => {
		const timing = { on: null, unneeded: null };
		const given = { junction: A_WISH.junction, isSensitive: true, reason: 'x', college: timing, council: timing, seen: 0 };
		return changeSensitivity(db, keys, member, METHOD, given);
	}),
	'say what waits on what': asMember((db, member) =>
		addWait(db, keys, member, METHOD, { junction: 'afspreken', waitsFor: 'kennismaken', reason: 'x' }),
	),
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

const METHOD = published(aManuscript()).current;
const A_WISH = {
	...{ junction: 'kennismaken', status: 'started' as const, reason: 'x' },
	...{ happenedOn: null, plannedFrom: null, plannedUntil: null, owner: null },
};

/** A proposal for the whole project that waits, of nobody. */
async function aProposalIn(db: Database, project: string): Promise<string> {
	const row = { id: newId(), project, subproject: null, junction: A_WISH.junction, status: 'started', reason: 'x' };
	const open = { happened_on: null, planned_from: null, planned_until: null, owner: null, proposer: null };
	const settled = { settled_at: null, settled_by: null, change: null, decline_reason: null };
	await db
		.insertInto('progress_proposals')
		.values({ ...row, ...open, ...settled, proposed_at: new Date().toISOString() })
		.execute();
	return row.id;
}

/** Makes an organisation one that was on trial until a year ago. */
async function overSince(db: Database, organisation: string): Promise<void> {
	const until = '2025-11-22T12:00:00.000Z';
	const trial = { organisation, wished_name: 'x', purpose: 'x', asker: null, began_at: until, until, extended_at: null };
	await db.insertInto('trials').values(trial).execute();
}

const GUEST_ACTIONS: Record<string, GuestAction> = {
	'take part in a meeting by a sign': (db, sign, { meeting }) => guestOf(db, sign, meeting.id),
	'see what the room sees of a meeting': async (db, sign, { meeting }) => shownTo(db, await guestOf(db, sign, meeting.id)),
	'hand in a contribution': async (db, sign, { meeting }) => contribute(db, keys, await guestOf(db, sign, meeting.id), 'x'),
	'take part in another meeting by the sign': (db, sign, { meetingElsewhere }) => guestOf(db, sign, meetingElsewhere.id),
};

/** A right that is younger than a week starts and confirms nothing. */
async function haveBeenHereLong(db: Database): Promise<void> {
	const since = new Date(Date.now() - 30 * 86_400_000).toISOString();
	await db.updateTable('administrators').set({ since }).execute();
	await db.updateTable('memberships').set({ since }).execute();
}

async function startResetOf(db: Database, account: Account, person: Account): Promise<string> {
	const started = await startReset(db, keys, needed(await administratorOf(db, account)), person.id, 'proef', 'https://wijk.example');
	if (!started.ok) throw new Refusal('conflict', started.issue);
	return started.id;
}

/** What somebody meets who tries an action: a guest has no account to try one with, and everybody else no sign. */
function tried(name: string, who: Principal, db: Database, village: Neighbourhood): Promise<string> {
	const ofGuests = GUEST_ACTIONS[name];
	if (ofGuests) return outcomeOf(ofGuests(db, who === 'guest' ? village.meeting.sign : undefined, village));
	const action = ACTIONS[name];
	if (!action) throw new Error(`There is no action ${name}.`);
	return who === 'guest' ? Promise.resolve('no account') : outcomeOf(action(db, village.people[who].account, village));
}

async function outcomeOf(work: Promise<unknown>): Promise<string> {
	try {
		await work;
		return 'yes';
	} catch (error) {
		if (error instanceof Refusal) return OUTCOMES[error.kind] ?? error.kind;
		throw error;
	}
}

/** A village of which everybody who tries something gets a copy, so that nobody meets what another one did. */
async function inCopies<T>(
	work: (inCopy: <R>(attempt: (db: Database, village: Neighbourhood) => Promise<R>) => Promise<R>) => Promise<T>,
): Promise<T> {
	const scratch = await mkdtemp(join(tmpdir(), 'rechten-'));
	const folder = (name: string) => join(scratch, name);
	try {
		await mkdir(folder('dorp'));
		const first = openDatabase({ databaseUrl: null, dataFolder: folder('dorp') });
		await migrate(first);
		const village = await theNeighbourhood(first);
		await first.destroy();
		let copies = 0;
		return await work(async (attempt) => {
			const copy = folder(String(copies++));
			await cp(folder('dorp'), copy, { recursive: true });
			const db = openDatabase({ databaseUrl: null, dataFolder: copy });
			try {
				return await attempt(db, village);
			} finally {
				await db.destroy();
				await rm(copy, { recursive: true });
			}
		});
	} finally {
		await rm(scratch, { recursive: true });
	}
}

async function table(): Promise<string[]> {
	return inCopies(async (inCopy) => {
		const lines = [['action', 'project', ...PRINCIPALS].join(';')];
		for (const name of [...Object.keys(ACTIONS), ...Object.keys(GUEST_ACTIONS)]) {
			for (const archived_at of [null, new Date().toISOString()]) {
				const outcomes: string[] = [];
				for (const who of PRINCIPALS) {
					outcomes.push(
						await inCopy(async (db, village) => {
							await db.updateTable('projects').set({ archived_at }).where('id', '=', village.project).execute();
							return tried(name, who, db, village);
						}),
					);
				}
				lines.push([name, archived_at ? 'archived' : 'at work', ...outcomes].join(';'));
			}
		}
		return lines;
	});
}

async function prove(): Promise<Finding[]> {
	const found = await table();
	if (process.argv.includes('--write')) await writeFile(TABLE, `${found.join('\n')}\n`);
	// A right that nobody reviewed: somebody reads what they may not.
	if (process.env.PROOF_SABOTAGE === 'matrix') found[1] = found[1]?.replace('not there', 'yes') ?? '';
	const reviewed = (await readFile(TABLE, 'utf8').catch(() => '')).trim().split('\n');
	const lines = new Set([...found, ...reviewed]);
	return [...lines].map((line) => {
		const [here, there] = [found.includes(line), reviewed.includes(line)];
		return holds(here && there, here && there ? line : `${here ? 'is now' : 'was reviewed as'}: ${line}`);
	});
}

await conclude(prove);
