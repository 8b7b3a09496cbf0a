import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { pagesOf } from '#documents/pdf.ts';
import { type Database, openDatabase } from '#platform/database/database.server.ts';
import { migrate } from '#platform/database/migrate.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { openKeys } from '#platform/keys/keys.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { changeRole } from '#projects/changing-roles.server.ts';
import { memberOf, membersFor } from '#projects/members.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { aManuscript, published } from '../../tests/village/method.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys, signing, VILLAGE_KEY } from '../../tests/village/people.ts';
import { until } from '../../tests/village/until.ts';
import { askPrintout } from './asking.server.ts';
import { forgetPrintouts } from './forgetting.server.ts';
import { ownPrintoutsOf } from './own-data.server.ts';
import { type Press, startPress } from './press.server.ts';
import { type Choice, FORMS, type Form } from './printout.ts';
import { bytesOf, folderIn, printoutFor, printoutsFor } from './printouts.server.ts';
import { throwAway } from './throwing-away.server.ts';

const edition = published(aManuscript()).current;
const LIST = join(import.meta.dirname, '../../content/municipalities.csv');
const NEVER = 3_600_000;
const closing: (() => Promise<unknown>)[] = [];
after(async () => {
	for (const close of closing.toReversed()) await close();
});

const CHOICE: Choice = {
	...{ form: 'reading', chapters: ['about', 'logbook'], phases: [1, 2], from: null, until: null },
	...{ kinds: ['note'], parts: [null], levels: [] },
};

onBothEngines('a printout', (_, __, freshPlace) => {
	interface House {
		db: Database;
		village: Neighbourhood;
		dataFolder: string;
		press(): Press;
	}
	async function house(): Promise<House> {
		const dataFolder = await mkdtemp(join(tmpdir(), 'uitdraai-'));
		const keyFolder = join(dataFolder, 'keys');
		openKeys(keyFolder);
		await writeFile(join(keyFolder, 'master.key'), `${VILLAGE_KEY.toString('base64')}\n`);
		const { databaseUrl } = await freshPlace();
		const place = { databaseUrl, dataFolder };
		const db = openDatabase(place);
		await migrate(db);
		closing.push(() => rm(dataFolder, { recursive: true }));
		closing.push(() => db.destroy());
		const settings = { ...place, keyFolder, municipalityFile: LIST };
		const press = () => {
			const started = startPress({ db, keys, signing, settings, editionOf: () => edition }, NEVER);
			closing.push(() => started.stop());
			return started;
		};
		return { db, village: await theNeighbourhood(db), dataFolder, press };
	}
	const as = ({ db, village }: House, who: Resident) => memberOf(db, village.people[who].account, village.project);
	const ask = async (at: House, who: Resident, change: Partial<Choice> = {}, now = new Date()) =>
		askPrintout(at.db, keys, at.village.people[who].account, await as(at, who), { ...CHOICE, ...change }, now);
	const stateOf = async (at: House, who: Resident, id: string) => (await printoutFor(at.db, await as(at, who), id)).state;
	const ended = async (at: House, who: Resident, id: string) => {
		await until(async () => ['made', 'failed'].includes((await stateOf(at, who, id)).kind), 'it was made');
		return stateOf(at, who, id);
	};
	const taken = async (at: House, who: Resident, id: string) => {
		const member = await as(at, who);
		return buffer(await bytesOf(at.db, keys, at.dataFolder, member, await printoutFor(at.db, member, id)));
	};

	it('is made in each of its forms and lies sealed until it is taken', async () => {
		const at = await house();
		const press = at.press();
		const texts: Record<Form, (bytes: Buffer) => Promise<string>> = {
			reading: async (bytes) => (await pagesOf(bytes)).join('\n'),
			archive: async (bytes) => (await pagesOf(bytes)).join('\n'),
			text: async (bytes) => strFromU8(unzipSync(bytes)['content.xml'] ?? new Uint8Array()),
			page: async (bytes) => bytes.toString(),
		};
		for (const form of FORMS) {
			const id = await ask(at, 'leader', { form });
			press.wake();
			const state = await ended(at, 'leader', id);
			assert.equal(state.kind, 'made', form);
			const bytes = await taken(at, 'leader', id);
			assert.ok(state.kind === 'made' && state.bytes === bytes.length);
			const text = await texts[form](bytes);
			assert.ok(text.includes('kanarie-intern') && text.includes('Zonnedam-Oost'), form);
			assert.ok(!text.includes('kanarie-kern'), form);
			const kept = await readFile(join(folderIn(at.dataFolder), id));
			assert.ok(!kept.includes('kanarie') && !kept.includes('%PDF') && !kept.includes('<html'), form);
		}
		await press.stop();
	});

	it('is told in the journal, and named with what is for the core', async () => {
		const at = await house();
		const id = await ask(at, 'core', { levels: ['core', 'personal'] });
		const [newest] = await entriesOf(at.db, keys, at.village.project, { limit: 1 });
		assert.deepEqual(
			[newest?.action, newest?.object, newest?.detail],
			['printouts.asked', id, { state: 'kept', after: { withCore: 'yes' } }],
		);
		assert.deepEqual(
			(await ownPrintoutsOf(at.db, at.village.people.core.account)).printouts.map(({ project, form }) => [project, form]),
			[['Zonnedam-Oost', 'reading']],
		);
	});

	it('is thrown away by who asked for it, also while it waits, and by nobody else', async () => {
		const at = await house();
		const press = at.press();
		const id = await ask(at, 'core');
		press.wake();
		await ended(at, 'core', id);
		const away = async (who: Resident, one: string) => throwAway(at.db, keys, at.dataFolder, await as(at, who), one);
		await assert.rejects(away('leader', id), (error) => error instanceof Refusal && error.kind === 'not-found');
		assert.deepEqual(await readdir(folderIn(at.dataFolder)), [id]);
		await away('core', id);
		assert.deepEqual(await readdir(folderIn(at.dataFolder)), []);
		await assert.rejects(away('core', id), (error) => error instanceof Refusal && error.kind === 'not-found');
		await away('core', await ask(at, 'core'));
		assert.deepEqual(await printoutsFor(at.db, await as(at, 'core')), []);
		const told = (await entriesOf(at.db, keys, at.village.project, { limit: 4 })).map(({ action }) => action);
		assert.deepEqual(told, ['printouts.thrown-away', 'printouts.asked', 'printouts.thrown-away', 'printouts.asked']);
		await press.stop();
	});

	it('is for who asked alone, as long as they are what they were', async () => {
		const at = await house();
		const id = await ask(at, 'core');
		for (const who of ['leader', 'reader', 'admin'] as const)
			await assert.rejects(stateOf(at, who, id), (error) => error instanceof Refusal && error.kind === 'not-found');
		assert.deepEqual(await printoutsFor(at.db, await as(at, 'leader')), []);
		const leader = await as(at, 'leader');
		const row = (await membersFor(at.db, leader)).find(({ name }) => name === 'Bram de Wit');
		await changeRole(at.db, keys, leader, { membership: row?.membership ?? '', role: 'member', subproject: null });
		await assert.rejects(stateOf(at, 'core', id), (error) => error instanceof Refusal && error.kind === 'not-found');
	});

	it('is not made for who stopped being what they were while it waited', async () => {
		const at = await house();
		const id = await ask(at, 'core', { levels: ['core'] });
		const leader = await as(at, 'leader');
		const row = (await membersFor(at.db, leader)).find(({ name }) => name === 'Bram de Wit');
		await changeRole(at.db, keys, leader, { membership: row?.membership ?? '', role: 'reader', subproject: null });
		const press = at.press();
		const failed = () => at.db.selectFrom('printouts').select(['failed_at', 'made_at']).where('id', '=', id).executeTakeFirstOrThrow();
		await until(async () => (await failed()).failed_at !== null, 'it failed');
		assert.equal((await failed()).made_at, null);
		await press.stop();
	});

	it('waits its turn and is begun again after a restart, but not for ever', async () => {
		const at = await house();
		const [first, second] = [await ask(at, 'leader'), await ask(at, 'reader')];
		assert.deepEqual(await stateOf(at, 'reader', second), { kind: 'waiting', ahead: 1 });
		// As a process that was killed leaves it, and as one that still works on it.
		const leave = (id: string, tries: number, begun: Date) =>
			at.db.updateTable('printouts').set({ begun_at: begun.toISOString(), step: 'setting', tries }).where('id', '=', id).execute();
		const longAgo = new Date(Date.now() - 600_000);
		await leave(first, 1, longAgo);
		await leave(second, 3, longAgo);
		const third = await ask(at, 'member');
		await leave(third, 1, new Date());
		assert.deepEqual(await stateOf(at, 'leader', first), { kind: 'busy', step: 'setting' });
		const press = at.press();
		assert.equal((await ended(at, 'leader', first)).kind, 'made');
		assert.equal((await ended(at, 'reader', second)).kind, 'failed');
		assert.equal((await stateOf(at, 'member', third)).kind, 'busy');
		await press.stop();
	});

	it('goes back in line when the house closes while it is made', async () => {
		const at = await house();
		const id = await ask(at, 'leader');
		const press = at.press();
		await until(async () => (await stateOf(at, 'leader', id)).kind === 'busy', 'it was begun');
		await press.stop();
		assert.deepEqual(await stateOf(at, 'leader', id), { kind: 'waiting', ahead: 0 });
		assert.deepEqual(await readdir(folderIn(at.dataFolder)).catch(() => []), []);
	});

	it('is refused to who had five in an hour, and to who did not just show who they are', async () => {
		const at = await house();
		for (let n = 0; n < 5; n++) await ask(at, 'member');
		await assert.rejects(ask(at, 'member'), (error) => error instanceof Refusal && error.kind === 'too-much');
		await assert.rejects(
			ask(at, 'reader', {}, new Date(Date.now() + 3_600_000)),
			(error) => error instanceof Refusal && error.kind === 'not-allowed',
		);
	});

	it('goes after a week, with its file; a file that nothing points at goes too', async () => {
		const at = await house();
		const press = at.press();
		const id = await ask(at, 'leader');
		press.wake();
		await ended(at, 'leader', id);
		await press.stop();
		await writeFile(join(folderIn(at.dataFolder), 'verweesd'), 'x');
		const week = (days: number) => new Date(Date.now() + days * 86_400_000);
		assert.equal(await forgetPrintouts(at.db, at.dataFolder, week(6)), 'forgot 0 printouts, removed 1 files');
		assert.deepEqual(await readdir(folderIn(at.dataFolder)), [id]);
		assert.equal(await forgetPrintouts(at.db, at.dataFolder, week(8)), 'forgot 1 printouts, removed 1 files');
		assert.deepEqual(await readdir(folderIn(at.dataFolder)), []);
	});

	it('that lost its file says so', async () => {
		const at = await house();
		const press = at.press();
		const id = await ask(at, 'leader');
		press.wake();
		await ended(at, 'leader', id);
		await press.stop();
		await rm(join(folderIn(at.dataFolder), id));
		await assert.rejects(taken(at, 'leader', id), (error) => error instanceof Refusal && error.kind === 'gone');
	});
});
