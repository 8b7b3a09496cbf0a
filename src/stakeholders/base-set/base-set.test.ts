import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Database } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import { found } from '#platform/refusals.ts';
import { memberOf } from '#projects/members.server.ts';
import { onBothEngines } from '../../../tests/village/engines.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../../tests/village/neighbourhood.ts';
import { keys } from '../../../tests/village/people.ts';
import { addStakeholder } from '../adding.server.ts';
import { versionsOf } from '../changing.server.ts';
import { ownStakeholdersOf } from '../own-data.server.ts';
import { NO_FACTS } from '../stakeholder.ts';
import { stakeholderFor } from '../stakeholders.server.ts';
import type { BaseFacts } from './base.ts';
import { baseKeeperOf } from './base-keeper.server.ts';
import { baseSetOf, baseStakeholderFor } from './base-set.server.ts';
import { addToBase, changeInBase, removeFromBase } from './keeping.server.ts';
import { answerOffers, baseBesideFor, type Choice } from './offers.server.ts';
import { onlyHere } from './offers.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const GRID: BaseFacts = { name: 'Stedin', kind: 'netbeheerder', rank: 'primary', contacts: 'gebiedsregisseur', source: 'Contactenlijst' };

const as = (db: Database, { people, project }: Neighbourhood, who: Resident) => memberOf(db, people[who].account, project, noon);
const keeper = async (db: Database, { people }: Neighbourhood, who: Resident) => found(await baseKeeperOf(db, people[who].account, noon));
const add = async (db: Database, village: Neighbourhood, facts: BaseFacts = GRID) =>
	addToBase(db, keys, await keeper(db, village, 'administrator'), facts, noon);
const beside = async (db: Database, village: Neighbourhood, who: Resident = 'leader') =>
	baseBesideFor(db, keys, await as(db, village, who));
const offered = async (db: Database, village: Neighbourhood) =>
	(await beside(db, village)).compared.filter(({ isOffered }) => isOffered).map(({ base, differs }) => [base.facts.name, ...differs]);
const answer = async (db: Database, village: Neighbourhood, who: Resident, choice: Choice, now = later(9)) =>
	answerOffers(db, keys, await as(db, village, who), [choice], now);

onBothEngines('the base set of a municipality', (fresh) => {
	it('is kept by who administers it or leads one of its projects, and by nobody else', async () => {
		const db = await fresh();
		const { people } = await theNeighbourhood(db, noon);
		const keeps: Record<string, boolean> = {};
		for (const who of ['administrator', 'leader', 'admin', 'core', 'operator', 'former member'] as const)
			keeps[who] = (await baseKeeperOf(db, people[who].account, noon)) !== null;
		assert.deepEqual(keeps, { administrator: true, leader: true, admin: false, core: false, operator: false, 'former member': false });
		await db.updateTable('organisations').set({ kind: 'corporation' }).execute();
		assert.equal(await baseKeeperOf(db, people.administrator.account, noon), null);
	});

	it('is of one municipality, and not found from another', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await add(db, village);
		const elsewhere = await keeper(db, village, 'other municipality');
		assert.deepEqual(await baseSetOf(db, elsewhere.organisation), []);
		await assert.rejects(baseStakeholderFor(db, elsewhere, id), { kind: 'not-found' });
		await assert.rejects(changeInBase(db, keys, elsewhere, id, { version: 1, facts: GRID }), { kind: 'not-found' });
	});

	it('shows the second of two people what the first wrote, and tells its journal no words', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await add(db, village);
		const [leader, administrator] = [await keeper(db, village, 'leader'), await keeper(db, village, 'administrator')];
		const facts = { ...GRID, contacts: 'accountmanager' };
		assert.deepEqual(await changeInBase(db, keys, leader, id, { version: 1, facts }, later(1)), { ok: true });
		const second = await changeInBase(db, keys, administrator, id, { version: 1, facts: GRID }, later(2));
		assert.ok(!second.ok);
		assert.deepEqual([second.meanwhile.version, second.meanwhile.facts, second.meanwhile.changed.name], [2, facts, 'Fenna de Boer']);
		const [entry] = await entriesOf(db, keys, INSTALLATION, { limit: 1 });
		assert.deepEqual([entry?.action, entry?.object], ['stakeholders.base-changed', id]);
		assert.ok(JSON.stringify(entry?.detail).includes('contacts') && !JSON.stringify(entry?.detail).includes('accountmanager'));
	});

	it('loses what it knew of whom is taken out, and leaves neighbourhoods what they took over', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await add(db, village);
		await answer(db, village, 'leader', { base: id, version: 1, own: null, take: 'all' });
		assert.deepEqual(await removeFromBase(db, keys, await keeper(db, village, 'leader'), id, { version: 1 }, later(10)), { ok: true });
		assert.ok(!JSON.stringify(await db.selectFrom('base_stakeholders').selectAll().execute()).includes('Stedin'));
		const { compared, register } = await beside(db, village);
		assert.deepEqual([compared, register.map(({ facts }) => facts.name)], [[], ['Stedin']]);
	});

	it('goes along with the own data of who wrote it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await add(db, village);
		const { base } = await ownStakeholdersOf(db, keys, village.people.administrator.account);
		assert.deepEqual(base, [{ madeAt: noon.toISOString(), facts: GRID }]);
	});
});

onBothEngines('a neighbourhood beside the base set', (fresh) => {
	it('takes over what is new, and is offered it anew only when the base set changes', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await add(db, village);
		assert.deepEqual(await offered(db, village), [['Stedin']]);
		assert.deepEqual(await answer(db, village, 'admin', { base: id, version: 1, own: null, take: 'all' }), { ok: true });
		assert.deepEqual(await offered(db, village), []);
		const [taken] = (await beside(db, village)).register;
		assert.deepEqual(taken?.facts, { ...NO_FACTS, ...GRID });
		assert.deepEqual(
			(await entriesOf(db, keys, village.project, { limit: 2 })).map(({ action }) => action),
			['stakeholders.base-taken', 'stakeholders.added'],
		);
		await changeInBase(
			db,
			keys,
			await keeper(db, village, 'leader'),
			id,
			{ version: 1, facts: { ...GRID, contacts: 'regisseur' } },
			later(10),
		);
		assert.deepEqual(await offered(db, village), [['Stedin', 'contacts']]);
	});

	it('keeps its own, field by field, and how it stood before', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const leader = await as(db, village, 'leader');
		const facts = { ...NO_FACTS, name: ' stedin ', contacts: 'Joost', source: 'Zelf gebeld', dwellings: 3 };
		const own = await addStakeholder(db, keys, leader, { level: 'internal', owner: leader.account, facts }, noon);
		const id = await add(db, village);
		assert.deepEqual(await offered(db, village), [['Stedin', 'name', 'kind', 'rank', 'contacts', 'source']]);
		await answer(db, village, 'leader', { base: id, version: 1, own: 1, take: ['name', 'kind'] });
		const one = await stakeholderFor(db, keys, leader, own);
		assert.deepEqual(one.facts, { ...facts, name: 'Stedin', kind: 'netbeheerder' });
		assert.deepEqual([one.owner, (await versionsOf(db, keys, leader, one)).length], [leader.account, 2]);
		const [compared] = (await beside(db, village)).compared;
		assert.deepEqual([compared?.isOffered, compared?.differs], [false, ['rank', 'contacts', 'source']]);
	});

	it('declines, and is not asked again until the base set changes', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await add(db, village);
		await answer(db, village, 'leader', { base: id, version: 1, own: null, take: [] });
		const { compared, register } = await beside(db, village);
		assert.deepEqual([compared.map(({ own, isOffered }) => [own, isOffered]), register], [[[null, false]], []]);
		await changeInBase(db, keys, await keeper(db, village, 'leader'), id, { version: 1, facts: { ...GRID, source: 'x' } }, later(10));
		assert.deepEqual(await offered(db, village), [['Stedin']]);
	});

	it('takes over nothing that changed since it was read', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const [id, other] = [await add(db, village), await add(db, village, { ...GRID, name: 'Waterschap' })];
		await changeInBase(
			db,
			keys,
			await keeper(db, village, 'leader'),
			other,
			{ version: 1, facts: { ...GRID, name: 'Het waterschap' } },
			later(1),
		);
		const choices = [id, other].map((base) => ({ base, version: 1, own: null, take: 'all' as const })) as [Choice, Choice];
		const done = await answerOffers(db, keys, await as(db, village, 'leader'), choices, later(2));
		assert.equal(done.ok, false);
		const read = await answer(db, village, 'leader', { base: id, version: 1, own: 3, take: 'all' });
		assert.equal(read.ok, false);
		assert.deepEqual((await beside(db, village)).register, []);
	});

	it('is seen by who leads the work for that municipality, and tells whom it has alone', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const facts = { ...NO_FACTS, name: 'VvE De Eik' };
		await addStakeholder(db, keys, await as(db, village, 'leader'), { level: 'internal', owner: null, facts }, noon);
		await add(db, village);
		const { compared, register } = await beside(db, village, 'admin');
		assert.deepEqual(
			onlyHere(compared, register).map((one) => one.facts.name),
			['VvE De Eik'],
		);
		for (const who of ['core', 'member', 'reader'] as const) await assert.rejects(beside(db, village, who), { kind: 'not-allowed' });
		const { organisation } = village.people['other municipality'].account;
		await db.updateTable('accounts').set({ organisation }).where('id', '=', village.people.admin.account.id).execute();
		await assert.rejects(beside(db, village, 'admin'), { kind: 'not-allowed' });
	});
});
