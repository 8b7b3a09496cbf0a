import assert from 'node:assert/strict';
import { it } from 'node:test';
import { wayOf } from '#organisations/own-way.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import { lettersFor } from '#platform/letters/letters.server.ts';
import { memberOf, membersFor } from '#projects/members.server.ts';
import { projectsWithColleagues } from '#projects/overview.server.ts';
import { beginProject } from '#projects/projects.server.ts';
import { administrator, BRAM, bramJoins } from '../../tests/village/bram.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { codeAt, keys, NOOR, noorSetsUp, type Person } from '../../tests/village/people.ts';
import { appointAdministrator, dismissAdministrator } from './appointing.server.ts';
import { changeOrganisation } from './changing-organisation.server.ts';
import { colleaguesOf } from './colleagues.server.ts';
import { deactivate, reactivate } from './deactivating.server.ts';
import { eraseMyself } from './erasing/erasing.server.ts';
import { ALL_OF_ACCOUNTS } from './erasing/forgetting.server.ts';
import { findAccountAt } from './finding-account.server.ts';
import { invitationAt, invitationLink, invitationsOf, invite, inviteAgain } from './inviting.server.ts';
import { askForNewPassword } from './resetting-password.server.ts';
import { accountOf, halfSignInOf, signedInBefore } from './sign-ins.server.ts';
import { beginSignIn, proveByCode } from './signing-in.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const HOME = 'https://wijk.example';
const SEM = { ...BRAM, name: 'Sem Smit', address: 'sem@zonnedam.example', addressKey: 'sem@zonnedam.example' };
const from = { place: '192.0.2.1', device: NOOR.device, knownDevice: undefined };
const HIS = { addressKey: BRAM.addressKey, password: 'groen kanaal lepel zucht' };

/** Noor, who administers, and Bram, who does not. */
async function two(db: Database) {
	const noor = await noorSetsUp(db, noon);
	return { noor, by: await administrator(db, noor), bram: await bramJoins(db, noor, noon) };
}
const newestOf = async (db: Database) => {
	const [newest] = await entriesOf(db, keys, INSTALLATION, { limit: 1 });
	return [newest?.action, newest?.actor, newest?.object];
};
const kindsOf = async (db: Database, { account }: Person) => (await lettersFor(db, keys, account.id)).map(({ kind }) => kind);
const stale = <T extends { provenAt: Date }>(account: T): T => ({ ...account, provenAt: later(-31) });

onBothEngines('who was deactivated', (fresh) => {
	it('is nobody: their sign-in ends, and no door opens', async () => {
		const db = await fresh();
		const { noor, by, bram } = await two(db);
		const half = await beginSignIn(db, keys, HIS, from, noon);
		assert.ok(half.ok);
		assert.deepEqual(await deactivate(db, keys, by, bram.account.id, noon), { ok: true });

		assert.equal(await accountOf(db, bram.token, noon), null);
		assert.equal(await halfSignInOf(db, half.token, noon), null);
		assert.deepEqual(await beginSignIn(db, keys, HIS, from, later(1)), { ok: false, issue: 'accounts.wrong' });
		assert.equal(await findAccountAt(db, BRAM.addressKey), null);
		await askForNewPassword(db, keys, BRAM.addressKey, HOME, later(1));
		assert.deepEqual(await db.selectFrom('password_resets').selectAll().execute(), []);
		await assert.rejects(beginProject(db, keys, by, { name: 'x', leader: bram.account.id }, noon), { kind: 'not-found' });
		assert.deepEqual(await newestOf(db), ['accounts.deactivated', noor.account.pseudonym, bram.account.pseudonym]);
		assert.ok((await kindsOf(db, bram)).includes('accounts.rights'));
	});

	it('is nobody even with a sign-in that somebody put back', async () => {
		const db = await fresh();
		const { by, bram } = await two(db);
		const row = await db.selectFrom('sign_ins').selectAll().where('account', '=', bram.account.id).executeTakeFirstOrThrow();
		await deactivate(db, keys, by, bram.account.id, noon);
		await db.insertInto('sign_ins').values(row).execute();
		assert.equal(await accountOf(db, bram.token, noon), null);
	});

	it('keeps their place in a project for the history, and comes back to it', async () => {
		const db = await fresh();
		const { by, bram } = await two(db);
		const project = await beginProject(db, keys, by, { name: 'Oost', leader: bram.account.id }, noon);
		await deactivate(db, keys, by, bram.account.id, noon);
		assert.equal((await db.selectFrom('memberships').select('until').where('project', '=', project).executeTakeFirst())?.until, null);
		await reactivate(db, keys, by, bram.account.id, later(1));
		const begun = await beginSignIn(db, keys, HIS, from, later(2));
		assert.ok(begun.ok);
		const proven = await proveByCode(db, keys, begun.token, codeAt(bram.secret, later(2)), undefined, later(2));
		const back = await accountOf(db, proven.ok ? proven.token : undefined, later(2));
		assert.ok(back);
		assert.equal((await membersFor(db, await memberOf(db, back, project, later(2)))).length, 1);
		assert.equal(await signedInBefore(db, back), noon.toISOString());
		await assert.rejects(reactivate(db, keys, by, bram.account.id, later(3)), { kind: 'conflict' });
	});

	it('leaves no open invitations behind', async () => {
		const db = await fresh();
		const { noor, by } = await two(db);
		const mila = await bramJoins(db, noor, noon, { ...SEM, asAdministrator: true });
		const hers = await administrator(db, mila);
		const invited = await invite(db, keys, hers, { ...SEM, address: 'x@y.example', addressKey: 'x@y.example' }, HOME, noon);
		assert.ok(invited.ok);
		const token = (await invitationLink(db, keys, hers, invited.id, noon))?.split('/').at(-1) ?? '';
		await deactivate(db, keys, by, mila.account.id, noon);
		assert.equal(await invitationAt(db, token, noon), null);
		assert.deepEqual(await invitationsOf(db, by, noon), []);
	});

	it('can be erased like everybody', async () => {
		const db = await fresh();
		const { by, bram } = await two(db);
		await deactivate(db, keys, by, bram.account.id, noon);
		await db.deleteFrom('accounts').where('id', '=', bram.account.id).execute();
		assert.deepEqual(await db.selectFrom('deactivations').selectAll().execute(), []);
	});
});

onBothEngines('an administrator', (fresh) => {
	it('is made by another one, and is told so', async () => {
		const db = await fresh();
		const { noor, by, bram } = await two(db);
		await appointAdministrator(db, keys, by, bram.account.id, noon);
		assert.ok(await administrator(db, bram));
		assert.deepEqual(await newestOf(db), ['accounts.administrator-appointed', noor.account.pseudonym, bram.account.pseudonym]);
		assert.ok((await kindsOf(db, bram)).includes('accounts.rights'));
		await assert.rejects(appointAdministrator(db, keys, by, bram.account.id, noon), { kind: 'conflict' });
		assert.deepEqual(await dismissAdministrator(db, keys, await administrator(db, bram), noor.account.id, noon), { ok: true });
		assert.deepEqual(await newestOf(db), ['accounts.administrator-dismissed', bram.account.pseudonym, noor.account.pseudonym]);
	});

	it('stays when they are the last who can come in', async () => {
		const db = await fresh();
		const { by, bram } = await two(db);
		const last = { ok: false, issue: 'accounts.lastAdministrator' };
		assert.deepEqual(await dismissAdministrator(db, keys, by, by.id, noon), last);
		assert.deepEqual(await deactivate(db, keys, by, by.id, noon), { ok: false, issue: 'accounts.deactivateNotYourself' });
		await appointAdministrator(db, keys, by, bram.account.id, noon);
		await deactivate(db, keys, by, bram.account.id, noon);
		assert.deepEqual(await dismissAdministrator(db, keys, by, by.id, noon), last);
		await db.insertInto('operators').values({ account: bram.account.id, since: noon.toISOString() }).execute();
		const erasing = { folder: '/nergens', holdings: ALL_OF_ACCOUNTS };
		assert.deepEqual(await eraseMyself(db, keys, by, NOOR.address, erasing, noon), { ok: false, issue: 'accounts.lastOperator' });
	});

	it('of two who shut each other out at the same moment, one stays', async () => {
		const db = await fresh();
		const { noor, by, bram } = await two(db);
		await appointAdministrator(db, keys, by, bram.account.id, noon);
		await db.insertInto('operators').values({ account: bram.account.id, since: noon.toISOString() }).execute();
		const his = await administrator(db, bram);
		const both = [deactivate(db, keys, by, bram.account.id, noon), deactivate(db, keys, his, noor.account.id, noon)];
		const outcomes = (await Promise.allSettled(both)).map((outcome) => outcome.status === 'fulfilled' && outcome.value.ok);
		assert.deepEqual(outcomes.toSorted(), [false, true]);
	});

	it('has no say over people of others, and proves who they are first', async () => {
		const db = await fresh();
		const { by, bram } = await two(db);
		const elsewhere = { ...by, organisation: 'elders' };
		const old = stale(by);
		const verbs = [deactivate, reactivate, appointAdministrator, dismissAdministrator];
		for (const verb of verbs) {
			await assert.rejects(verb(db, keys, elsewhere, bram.account.id, noon), { kind: 'not-found' });
			await assert.rejects(verb(db, keys, old, bram.account.id, noon), { kind: 'not-allowed' });
		}
		const way = await wayOf(db, by.organisation);
		await assert.rejects(changeOrganisation(db, keys, old, way, noon), { kind: 'not-allowed' });
		assert.equal((await colleaguesOf(db, by)).length, 2);
	});

	it('sends an invitation again, also one that is over, and the link of before leads nowhere', async () => {
		const db = await fresh();
		const { by } = await two(db);
		const first = await invite(db, keys, by, SEM, HOME, noon);
		assert.ok(first.ok);
		const before = (await invitationLink(db, keys, by, first.id, noon))?.split('/').at(-1) ?? '';
		const afterAWeek = later(8 * 24 * 60);
		assert.deepEqual(
			(await invitationsOf(db, by, afterAWeek)).map(({ isOver }) => isOver),
			[true],
		);
		const again = await inviteAgain(db, keys, by, first.id, HOME, afterAWeek);
		assert.ok(again.ok && again.name === SEM.name);
		assert.equal(await invitationAt(db, before, noon), null);
		assert.deepEqual(
			(await invitationsOf(db, by, afterAWeek)).map(({ id, isOver }) => [id === again.id, isOver]),
			[[true, false]],
		);
		await assert.rejects(inviteAgain(db, keys, by, first.id, HOME, afterAWeek), { kind: 'not-found' });
		await assert.rejects(inviteAgain(db, keys, { ...by, organisation: 'elders' }, again.id, HOME, afterAWeek), { kind: 'not-found' });
	});

	it('changes what the organisation is called, is, speaks and looks like, but takes no name of another', async () => {
		const db = await fresh();
		const { by } = await two(db);
		const after = { name: 'Wijkteam Zonnedam', kind: 'residents', language: 'en', theme: 'voorbeeld' } as const;
		assert.deepEqual(await changeOrganisation(db, keys, by, after, noon), { ok: true });
		assert.deepEqual(await wayOf(db, by.organisation), after);
		const [newest] = await entriesOf(db, keys, INSTALLATION, { limit: 1 });
		assert.equal(newest?.action, 'accounts.organisation-changed');
		assert.ok(newest?.detail.state === 'kept' && (newest.detail.before as { name: string }).name === 'Gemeente Zonnedam');
		await theOther(db);
		const taken = await changeOrganisation(db, keys, by, { ...after, name: 'gemeente  WATERDAM' }, noon);
		assert.deepEqual(taken, { ok: false, issue: 'organisations.nameTaken' });
		for (let n = 0; n < 8; n++) await changeOrganisation(db, keys, by, after, noon);
		await assert.rejects(changeOrganisation(db, keys, by, after, noon), { kind: 'too-much' });
	});

	it('sees the names of the projects of the organisation and of its own people in them, and nothing else', async () => {
		const db = await fresh();
		const { people, project } = await theNeighbourhood(db, noon);
		const [oost, ...others] = await projectsWithColleagues(db, await administrator(db, people.administrator));
		assert.deepEqual([oost?.id, oost?.name, others.length], [project, 'Zonnedam-Oost', 0]);
		assert.ok(oost?.colleagues.some(({ name, role }) => name === 'Fenna de Boer' && role === 'leader'));
		assert.ok(oost?.colleagues.every(({ name }) => name !== 'Luuk Mulder'));
		assert.ok(!JSON.stringify(oost).includes('kanarie'));
		const theirs = await projectsWithColleagues(db, await administrator(db, people['other municipality']));
		assert.deepEqual(
			theirs.map(({ name }) => name),
			['Waterdam-Noord'],
		);
	});
});

const theOther = (db: Database) =>
	db
		.insertInto('organisations')
		.values({
			id: 'o2',
			name: 'Gemeente Waterdam',
			name_key: 'gemeente waterdam',
			kind: 'municipality',
			language: 'nl',
			created_at: noon.toISOString(),
			theme: null,
		})
		.execute();
