import type { Account } from '#accounts/account.ts';
import { appointAdministrator, dismissAdministrator } from '#accounts/appointing.server.ts';
import { colleaguesOf } from '#accounts/colleagues.server.ts';
import { deactivate } from '#accounts/deactivating.server.ts';
import { invite } from '#accounts/inviting.server.ts';
import { installationJournalFor } from '#accounts/journal.server.ts';
import { confirmReset } from '#accounts/lost-second-factor/confirming.server.ts';
import { startReset } from '#accounts/lost-second-factor/starting.server.ts';
import { administratorOf, operatorOf } from '#accounts/sign-ins.server.ts';
import { assertMayBringIn } from '#dossiers/uploading.server.ts';
import { appoint, relieve } from '#duties/appointing.server.ts';
import { editorOf, moderatorOf } from '#duties/duties.server.ts';
import { takeTrialAlong } from '#exports/trial.server.ts';
import { endEverySignIn } from '#operating/ending-sign-ins.server.ts';
import { foundOrganisation } from '#operating/founding.server.ts';
import { removeOperator } from '#operating/operators.server.ts';
import { organisationsFor } from '#operating/organisations.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { memberOf } from '#projects/members.server.ts';
import { projectsWithColleagues } from '#projects/overview.server.ts';
import { beginProject, projectsOf } from '#projects/projects.server.ts';
import { offer } from '#trials/offering.server.ts';
import { trialsFor } from '#trials/trials.server.ts';
import { writeNote } from '../../village/notes.ts';
import { keys, NOOR, signing } from '../../village/people.ts';
import { type Action, needed } from './trying.ts';

/** Makes an organisation one that was on trial until a year ago. */
async function overSince(db: Database, organisation: string): Promise<void> {
	const until = '2025-11-22T12:00:00.000Z';
	const trial = { organisation, wished_name: 'x', purpose: 'x', asker: null, began_at: until, until, extended_at: null };
	await db.insertInto('trials').values(trial).execute();
}

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

/** What is done for an organisation, and for the installation. */
export const IN_THE_HOUSE: Record<string, Action> = {
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
	'read the journal of the installation': async (db, account) =>
		installationJournalFor(db, keys, needed(await operatorOf(db, account)), { limit: 50 }),
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
};
