import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { erasuresIn } from '#accounts/erasing/erased-list.server.ts';
import { ALL_OF_ACCOUNTS, type Erasing } from '#accounts/erasing/forgetting.server.ts';
import { accountOf, administratorOf, isAdministrator } from '#accounts/sign-ins.server.ts';
import { entriesFor } from '#logbook/entries.server.ts';
import { ALL_OF_LOGBOOK } from '#logbook/erasing.server.ts';
import { removeEntry } from '#logbook/removing.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import { signingFrom } from '#platform/journal/signing.server.ts';
import { verifyChain } from '#platform/journal/verifying.server.ts';
import { archive } from '#projects/closing.server.ts';
import { ALL_OF_PROJECTS } from '#projects/erasing.server.ts';
import { mayTakeAlong } from '#projects/member.ts';
import { addMember, memberOf } from '#projects/members.server.ts';
import { addSubproject, beginProject } from '#projects/projects.server.ts';
import { administrator, BRAM, bramJoins } from '../../tests/village/bram.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { writeNote } from '../../tests/village/notes.ts';
import { keys, type Person } from '../../tests/village/people.ts';
import { IRIS, irisTries, noorOffersTrials } from '../../tests/village/trial.ts';
import { endTrial, extendTrial, makeLasting } from './deciding.server.ts';
import { ALL_OF_TRIALS } from './requests.server.ts';
import { tendTrials } from './tending.server.ts';
import { requestsFor, trialsFor } from './trials.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const on = (day: string) => new Date(`${day}T12:00:00.000Z`);
const signing = signingFrom(generateKeyPairSync('ed25519').privateKey);
const made: string[] = [];
after(() => {
	for (const folder of made) rmSync(folder, { recursive: true });
});
function erasing(): Erasing {
	const folder = mkdtempSync(join(tmpdir(), 'proef-'));
	made.push(folder);
	return { folder, holdings: [...ALL_OF_TRIALS, ...ALL_OF_LOGBOOK, ...ALL_OF_PROJECTS, ...ALL_OF_ACCOUNTS] };
}

/** Iris tries, begins a project, and asks Bram of Zonnedam into it. */
async function theTrial(db: Database) {
	const { noor, operator } = await noorOffersTrials(db, noon);
	const bram = await bramJoins(db, noor, noon);
	const iris = await irisTries(db, noon);
	const project = await beginProject(db, keys, await administrator(db, iris), { name: 'Duinwijk', leader: iris.account.id }, noon);
	const leader = await memberOf(db, iris.account, project, noon);
	await addMember(db, keys, leader, { addressKey: BRAM.addressKey, role: 'core', subproject: null }, noon);
	const part = await addSubproject(db, keys, leader, 'Flats', noon);
	const note = await writeNote(db, keys, leader, { level: 'core', text: 'kanarie-kern', subproject: part }, noon);
	await writeNote(
		db,
		keys,
		await memberOf(db, bram.account, project, noon),
		{ level: 'internal', text: 'kanarie-bram', subproject: null },
		noon,
	);
	return { noor, operator, bram, iris, project, note };
}

const lettersTo = async (db: Database, { account }: Person) =>
	(await db.selectFrom('letters').select('kind').where('account', '=', account.id).orderBy('id').execute()).map(({ kind }) => kind);
const trialKinds = async (db: Database, who: Person) => (await lettersTo(db, who)).filter((kind) => kind.startsWith('trials.'));

onBothEngines('a trial', (fresh) => {
	it('runs for a month, is only read after it, and can still be taken along', async () => {
		const db = await fresh();
		const { iris, bram, project, note } = await theTrial(db);
		const over = on('2026-12-22');
		const before = new Date(over.getTime() - 1);
		const again = await memberOf(db, iris.account, project, before);
		await writeNote(db, keys, again, { level: 'internal', text: 'nog net', subproject: null }, before);

		for (const who of [iris, bram]) {
			const member = await memberOf(db, who.account, project, over);
			assert.deepEqual([member.project.isArchived, member.project.trialOver], [true, over.toISOString()]);
			assert.ok((await entriesFor(db, keys, member)).some(({ words }) => words.text === 'kanarie-kern'));
			const refused = { kind: 'not-allowed', code: 'trials.readOnly', detail: 'De proef is afgelopen op 22 december 2026.' };
			await assert.rejects(writeNote(db, keys, member, { level: 'personal', text: 'x', subproject: null }, over), refused);
			await assert.rejects(removeEntry(db, keys, member, { id: note, reason: 'x' }, over), refused);
			await assert.rejects(addSubproject(db, keys, member, 'x', over), refused);
			await assert.rejects(archive(db, keys, signing, member, over), refused);
			await assert.rejects(addMember(db, keys, member, { addressKey: 'x@y.example', role: 'member', subproject: null }, over), refused);
		}
		assert.ok(mayTakeAlong(await memberOf(db, iris.account, project, over)));
		assert.ok(await administratorOf(db, iris.account, before));
		assert.equal(await administratorOf(db, iris.account, over), null);
		assert.equal(await isAdministrator(db, iris.account), true);
	});

	it('ends for its people in projects of others too, and for nobody else', async () => {
		const db = await fresh();
		const { noor, iris } = await theTrial(db);
		const theirs = await beginProject(db, keys, await administrator(db, noor), { name: 'Zonnedam-Oost', leader: noor.account.id }, noon);
		const noorThere = await memberOf(db, noor.account, theirs, noon);
		await addMember(db, keys, noorThere, { addressKey: IRIS.addressKey, role: 'member', subproject: null }, noon);
		const over = on('2026-12-23');
		assert.equal((await memberOf(db, iris.account, theirs, over)).project.isArchived, true);
		assert.equal((await memberOf(db, noor.account, theirs, over)).project.isArchived, false);
	});

	it('is announced before it ends and before it goes, and then goes with everything that was written', async () => {
		const db = await fresh();
		const { iris, bram, noor, project } = await theTrial(db);
		const house = erasing();
		const days: [string, RegExp][] = [
			['2026-12-14', /warned 0/],
			['2026-12-15', /warned 1/],
			['2026-12-16', /warned 0/],
			['2026-12-21', /warned 1/],
			['2026-12-22', /warned 0/],
			['2027-02-05', /warned 0/],
			['2027-02-06', /warned 1/],
			['2027-02-19', /warned 1/],
		];
		for (const [day, said] of days) assert.match(await tendTrials(db, keys, house, on(day)), said, day);
		assert.deepEqual(await trialKinds(db, iris), ['trials.ends', 'trials.ends', 'trials.goes', 'trials.goes']);
		assert.deepEqual(await trialKinds(db, bram), ['trials.projectGoes', 'trials.projectGoes']);
		assert.deepEqual(await trialKinds(db, noor), []);

		assert.match(await tendTrials(db, keys, house, on('2027-02-20')), /removed 1 ended trials/);
		const tables = (await db.introspection.getTables()).filter(({ name }) => !/^(search|release)/.test(name));
		const everything = JSON.stringify(
			await Promise.all(
				tables.map(({ name }) =>
					db
						.selectFrom(name as 'accounts')
						.selectAll()
						.execute(),
				),
			),
		);
		for (const trace of ['Duinstad', 'Duinwijk', 'duinstad', 'Iris', 'Flats', 'kanarie', iris.account.id])
			assert.ok(!everything.includes(trace), trace);
		assert.ok(everything.includes(bram.account.id), 'who was asked in keeps their account');
		for (const chain of [project, 'installation']) {
			const verdict = await verifyChain(db, keys, chain);
			assert.ok(verdict.ok && verdict.size > 0 && verdict.destroyed > 0, chain);
		}
		assert.deepEqual(
			erasuresIn(house.folder).map(({ pseudonym }) => pseudonym),
			[iris.account.pseudonym],
		);
		await assert.rejects(memberOf(db, bram.account, project, on('2027-02-20')), { kind: 'not-found' });
	});

	it('leaves nothing behind in any table that knows projects or organisations', async () => {
		const db = await fresh();
		const { iris, project } = await theTrial(db);
		const { organisation } = iris.account;
		const house = erasing();
		for (const day of ['2027-02-06', '2027-02-19', '2027-02-20']) await tendTrials(db, keys, house, on(day));
		const columns = (await db.introspection.getTables()).flatMap(({ name, columns }) =>
			columns.map((column) => [name, column.name] as const),
		);
		for (const [table, column] of columns.filter(([, column]) => column === 'project' || column === 'organisation')) {
			const left = await db
				.selectFrom(table as 'memberships')
				.select((e) => e.fn.countAll<number>().as('left'))
				.where(column as 'project', 'in', [project, organisation])
				.executeTakeFirstOrThrow();
			assert.equal(Number(left.left), 0, `${table}.${column}`);
		}
	});

	it('can be extended once by a month, also when it is over', async () => {
		const db = await fresh();
		const { operator, iris, project } = await theTrial(db);
		const { organisation } = iris.account;
		await extendTrial(db, keys, operator, organisation, noon);
		assert.deepEqual(
			(await trialsFor(db, operator, noon)).map(({ until, mayBeExtended }) => [until, mayBeExtended]),
			[['2027-01-22T12:00:00.000Z', false]],
		);
		await assert.rejects(extendTrial(db, keys, operator, organisation, noon), { code: 'trials.extendedAlready' });
		assert.equal((await memberOf(db, iris.account, project, on('2027-01-21'))).project.isArchived, false);
		await assert.rejects(extendTrial(db, keys, operator, 'nergens', noon), { kind: 'not-found' });
		assert.deepEqual(await trialKinds(db, iris), ['trials.extended']);
	});

	it('can be ended at once, and opens again when it is extended', async () => {
		const db = await fresh();
		const { operator, iris, project } = await theTrial(db);
		const { organisation } = iris.account;
		await endTrial(db, keys, operator, organisation, noon);
		assert.equal((await memberOf(db, iris.account, project, noon)).project.isArchived, true);
		await assert.rejects(endTrial(db, keys, operator, organisation, noon), { code: 'trials.overAlready' });
		await extendTrial(db, keys, operator, organisation, noon);
		assert.equal((await memberOf(db, iris.account, project, noon)).project.isArchived, false);
	});

	it('becomes lasting under the name that was asked for', async () => {
		const db = await fresh();
		const { operator, iris, project } = await theTrial(db);
		await endTrial(db, keys, operator, iris.account.organisation, noon);
		await makeLasting(db, keys, operator, iris.account.organisation, noon);
		assert.deepEqual(await trialsFor(db, operator, noon), []);
		assert.equal((await memberOf(db, iris.account, project, on('2030-01-01'))).project.isArchived, false);
		const { name } = await db
			.selectFrom('organisations')
			.select('name')
			.where('id', '=', iris.account.organisation)
			.executeTakeFirstOrThrow();
		assert.equal(name, 'Gemeente Duinstad');
		assert.match(await tendTrials(db, keys, erasing(), on('2030-01-01')), /removed 0/);
		assert.ok(await accountOf(db, iris.token, noon));
	});

	it('is decided on by an operator who just showed who they are', async () => {
		const db = await fresh();
		const { operator, iris } = await theTrial(db);
		const late = new Date(noon.getTime() + 31 * 60_000);
		for (const decide of [extendTrial, endTrial, makeLasting])
			await assert.rejects(decide(db, keys, operator, iris.account.organisation, late), { kind: 'not-allowed' });
		assert.deepEqual(await requestsFor(db, operator, noon), []);
	});

	it('stays while an operator of the installation belongs to it', async () => {
		const db = await fresh();
		const { iris } = await theTrial(db);
		await db.insertInto('operators').values({ account: iris.account.id, since: noon.toISOString() }).execute();
		const house = erasing();
		for (const day of ['2027-02-06', '2027-02-19']) await tendTrials(db, keys, house, on(day));
		assert.match(await tendTrials(db, keys, house, on('2027-02-20')), /kept 1 because an operator belongs to it/);
		assert.deepEqual(erasuresIn(house.folder), []);
	});

	it('forgets why it was asked for with who asked', async () => {
		const db = await fresh();
		const { iris } = await theTrial(db);
		const person = { id: iris.account.id, pseudonym: iris.account.pseudonym, address: iris.account.address, invitations: [] };
		await act(
			db,
			keys,
			async (acting) => {
				const ending = { actor: 'system', channel: 'system', successor: null, isReplayed: false } as const;
				for (const holding of ALL_OF_TRIALS) await holding(acting, person, noon, ending);
				return acting.record({
					chain: 'installation',
					actor: 'system',
					action: 'accounts.erased',
					object: person.pseudonym,
					channel: 'system',
				});
			},
			noon,
		);
		assert.equal((await db.selectFrom('trials').select('purpose').executeTakeFirstOrThrow()).purpose, '');
	});
});
