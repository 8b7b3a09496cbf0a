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
import { appoint, relieve } from '#duties/appointing.server.ts';
import { editorOf, moderatorOf } from '#duties/duties.server.ts';
import { takeProjectAlong, takeTrialAlong } from '#exports/project.server.ts';
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
import { changeRole, handOver, leave } from '#projects/changing-roles.server.ts';
import { journalFor, linesFor } from '#projects/journal.server.ts';
import { appointLeader } from '#projects/leading.server.ts';
import { addMember, endMembership, memberOf, membersFor } from '#projects/members.server.ts';
import { noteFor, notesFor, withdrawNote, writeNote } from '#projects/notes.server.ts';
import { closeOpening, openFromOutside } from '#projects/opening.server.ts';
import { projectsWithColleagues } from '#projects/overview.server.ts';
import { addSubproject, archive, beginProject, projectsOf } from '#projects/projects.server.ts';
import { offer } from '#trials/offering.server.ts';
import { trialsFor } from '#trials/trials.server.ts';
import { type Neighbourhood, PRINCIPALS, type Principal, type Resident, theNeighbourhood } from '../village/neighbourhood.ts';
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

const ACTIONS: Record<string, Action> = {
	'read the project': asMember(async (db, member) => notesFor(db, keys, member)),
	'see the members': asMember((db, member) => membersFor(db, member)),
	'read the journal': asMember((db, member) => journalFor(db, keys, member)),
	'read an internal note': asMember((db, member, { notes }) => noteFor(db, keys, member, notes.internal)),
	'read an internal note of another part': asMember((db, member, { notes }) =>
		noteFor(db, keys, member, notes['internal in another part']),
	),
	'read a note of the core': asMember((db, member, { notes }) => noteFor(db, keys, member, notes.core)),
	'read a personal note of the leader': asMember((db, member, { notes }) => noteFor(db, keys, member, notes.personal)),
	'write an internal note': asMember((db, member) => writeNote(db, keys, member, { level: 'internal', text: 'x', subproject: null })),
	'write an internal note in a part': asMember((db, member, { part }) =>
		writeNote(db, keys, member, { level: 'internal', text: 'x', subproject: part }),
	),
	'write a note of the core': asMember((db, member) => writeNote(db, keys, member, { level: 'core', text: 'x', subproject: null })),
	'write a personal note': asMember((db, member) => writeNote(db, keys, member, { level: 'personal', text: 'x', subproject: null })),
	'withdraw a note of the leader': asMember((db, member, { notes }) => withdrawNote(db, keys, member, notes.internal)),
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
		await noteFor(db, keys, await memberOf(db, account, project), notes.core);
	},
	'read a personal note after opening the project from outside': async (db, account, { project, notes }) => {
		await openFromOutside(db, keys, needed(await operatorOf(db, account)), project, 'proef');
		await noteFor(db, keys, await memberOf(db, account, project), notes.personal);
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
	'take the project along': (db, account, { project }) => takeProjectAlong(db, keys, signing, account, project),
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
};

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
