import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from '#accounts/account.ts';
import { colleaguesOf, invite } from '#accounts/inviting.server.ts';
import { administratorOf, operatorOf } from '#accounts/sign-ins.server.ts';
import { type Database, openDatabase } from '#platform/database/database.server.ts';
import { migrate } from '#platform/database/migrate.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { journalFor } from '#projects/journal.server.ts';
import { addMember, endMembership, memberOf, membersFor, openFromOutside } from '#projects/members.server.ts';
import { noteFor, notesFor, withdrawNote, writeNote } from '#projects/notes.server.ts';
import { addSubproject, archive, beginProject, projectsOf } from '#projects/projects.server.ts';
import { type Neighbourhood, PRINCIPALS, type Principal, theNeighbourhood } from '../village/neighbourhood.ts';
import { keys } from '../village/people.ts';
import { conclude, type Finding, holds } from './finding.ts';

/**
 * Who may what: every action is really tried by everybody, in a project at work and in an archived one, and what came of it is compared
 * with the reviewed table `rights.csv`. A right that changed is a line that changed. `--write` writes the table anew, to be reviewed.
 */

const TABLE = join(import.meta.dirname, 'rights.csv');
const OUTCOMES: Record<string, string> = { 'not-found': 'not there', 'not-allowed': 'refused', conflict: 'conflict', gone: 'gone' };

type Action = (db: Database, account: Account, village: Neighbourhood) => Promise<unknown>;

const asMember = (
	work: (db: Database, member: Awaited<ReturnType<typeof memberOf>>, village: Neighbourhood) => Promise<unknown>,
): Action => {
	return async (db, account, village) => work(db, await memberOf(db, account, village.project), village);
};
const needed = <T>(one: T | null): T => {
	if (one === null) throw new Refusal('not-allowed', 'accounts.onlyAdministrators');
	return one;
};
const membershipOf = async (db: Database, { project, people }: Neighbourhood, who: Principal) =>
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
	'archive the project': asMember((db, member) => archive(db, keys, member)),
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
};

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
		for (const [name, action] of Object.entries(ACTIONS)) {
			for (const archived_at of [null, new Date().toISOString()]) {
				const outcomes: string[] = [];
				for (const who of PRINCIPALS) {
					outcomes.push(
						await inCopy(async (db, village) => {
							await db.updateTable('projects').set({ archived_at }).where('id', '=', village.project).execute();
							return outcomeOf(action(db, village.people[who].account, village));
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
