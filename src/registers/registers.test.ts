import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Database } from '#platform/database/database.server.ts';
import { readFields } from '#platform/forms.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { speechIn } from '#platform/messages.ts';
import { memberOf } from '#projects/members.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys } from '../../tests/village/people.ts';
import { addItem } from './adding.server.ts';
import { REGISTERS, registerAt } from './all.ts';
import { changeItem, versionsOf } from './changing.server.ts';
import { AMBITIONS, PRIORITIES, WISHES } from './definitions/ambitions.ts';
import { CONDITIONS, RISKS } from './definitions/conditions.ts';
import { CRITERIA } from './definitions/goals.ts';
import type { Fields } from './field.ts';
import { asTyped, givenIn, newItemSchema, nothingIn, numberTyped, placeField } from './forms.ts';
import { countsFor, itemFor, itemsFor, withEvery } from './items.server.ts';
import { ownRegistersOf } from './own-data.server.ts';
import { inSight, type Register, type RegisterLevel } from './register.ts';
import { registersChapter } from './registers.chapter.ts';
import { remark, remarksOn } from './remarks.server.ts';
import { removeItem } from './removing.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const nl = speechIn('nl');

const as = (db: Database, { people, project }: Neighbourhood, who: Resident) => memberOf(db, people[who].account, project, noon);
const risk = (what: string, more: Record<string, string> = {}) => ({
	...{ owner: null, source: '', reviewOn: '', filled: withEvery(RISKS, { what, ...more }) },
});
const addRisk = async (db: Database, village: Neighbourhood, who: Resident, what: string, level: RegisterLevel = 'internal') =>
	addItem(db, keys, await as(db, village, who), RISKS, { ...risk(what), level }, noon);
const risksOf = async (db: Database, village: Neighbourhood, who: Resident) =>
	inSight(await itemsFor(db, keys, await as(db, village, who), RISKS)).map(({ filled }) => filled.what);
const newest = async (db: Database, chain: string) => (await entriesOf(db, keys, chain, { limit: 1 }))[0];

onBothEngines('a register of a project', (fresh) => {
	it('keeps what is filled in, along which way it came, and who sees to it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const owner = village.people.core.account.id;
		const given = { ...risk('De aannemer gaat failliet', { chance: '2', effect: '5' }), owner, source: 'overleg', reviewOn: '2027-01-05' };
		const id = await addItem(db, keys, await as(db, village, 'member'), RISKS, { ...given, level: 'internal', channel: 'paper' }, noon);
		const one = await itemFor(db, keys, await as(db, village, 'reader'), RISKS, id);
		assert.deepEqual(one.filled, given.filled);
		assert.deepEqual(
			[one.ownerName, one.authorName, one.channel, one.source, one.reviewOn, one.version],
			['Bram de Wit', 'Fatima Haddad', 'paper', 'overleg', '2027-01-05', 1],
		);
		const told = await newest(db, village.project);
		assert.deepEqual([told?.action, told?.object, told?.channel], ['registers.added', id, 'paper']);
	});

	it('shows what is for the core team to the core team only, and holds nothing of it that can be read', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await addRisk(db, village, 'core', 'De wethouder stapt op', 'core');
		await remark(db, keys, await as(db, village, 'core'), RISKS, { item: id, day: '2026-11-20', text: 'nog steeds', measured: null }, noon);
		assert.deepEqual(await risksOf(db, village, 'leader'), ['De wethouder stapt op']);
		assert.deepEqual(await risksOf(db, village, 'member'), []);
		assert.deepEqual(Object.fromEntries(await countsFor(db, await as(db, village, 'leader'))), { risks: 1 });
		assert.deepEqual(Object.fromEntries(await countsFor(db, await as(db, village, 'member'))), {});
		await assert.rejects(
			as(db, village, 'member').then((member) => itemFor(db, keys, member, RISKS, id)),
			{ kind: 'not-found' },
		);
		await assert.rejects(addRisk(db, village, 'member', 'x', 'core'), { kind: 'not-allowed' });
		await assert.rejects(addRisk(db, village, 'reader', 'x'), { kind: 'not-allowed' });
		await assert.rejects(risksOf(db, village, 'subproject member'), { kind: 'not-allowed' });
		for (const table of ['register_items', 'register_remarks', 'journal'] as const) {
			const rows = JSON.stringify(await db.selectFrom(table).selectAll().execute());
			assert.ok(!/wethouder|nog steeds/.test(rows), table);
		}
	});

	it('keeps how it stood, and shows the second of two people what the first made of it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await addRisk(db, village, 'member', 'Het net is vol');
		const leader = await as(db, village, 'leader');
		const first = await changeItem(db, keys, leader, RISKS, { id, version: 1, ...risk('Het net is tot 2030 vol') }, later(1));
		const second = await changeItem(
			db,
			keys,
			await as(db, village, 'core'),
			RISKS,
			{ id, version: 1, ...risk('Het net is leeg') },
			later(2),
		);
		assert.deepEqual([first.ok, second.ok], [true, false]);
		assert.equal(!second.ok && second.meanwhile.filled.what, 'Het net is tot 2030 vol');
		const versions = await versionsOf(db, keys, leader, RISKS, await itemFor(db, keys, leader, RISKS, id));
		assert.deepEqual(
			versions.map(({ version, filled, changed }) => [version, filled.what, changed.name]),
			[
				[2, 'Het net is tot 2030 vol', 'Fenna de Boer'],
				[1, 'Het net is vol', 'Fatima Haddad'],
			],
		);
	});

	it('says how it went on, by the day it was about', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const member = await as(db, village, 'member');
		const filled = withEvery(CRITERIA, { what: 'Gasverbruik', unit: 'm³', target: '0', direction: 'atMost', method: 'jaarafrekening' });
		const given = { owner: null, source: '', reviewOn: '', filled, level: 'internal' } as const;
		const item = await addItem(db, keys, member, CRITERIA, given, noon);
		await remark(db, keys, member, CRITERIA, { item, day: '2026-06-01', text: '', measured: 900 }, noon);
		await remark(db, keys, member, CRITERIA, { item, day: '2025-06-01', text: 'nulmeting', measured: 1200.5 }, later(1));
		const items = await itemsFor(db, keys, member, CRITERIA);
		const there = (await remarksOn(db, keys, member, items)).get(item) ?? [];
		assert.deepEqual(
			there.map(({ day, measured, authorName }) => [day, measured, authorName]),
			[
				['2025-06-01', 1200.5, 'Fatima Haddad'],
				['2026-06-01', 900, 'Fatima Haddad'],
			],
		);
		const paper = JSON.stringify(
			registersChapter([{ register: CRITERIA, items, remarks: new Map([[item, there]]) }], () => '', nl, '2026-11-22'),
		);
		assert.match(paper, /1 juni 2025.*1\.200,5 m³.*nulmeting.*Fatima Haddad/);
	});

	it('loses an item for good, with all that was said of it, and keeps why', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await addRisk(db, village, 'member', 'Een verzinsel');
		const leader = await as(db, village, 'leader');
		await changeItem(db, keys, leader, RISKS, { id, version: 1, ...risk('Een verzinsel, nader') }, later(1));
		await assert.rejects(
			as(db, village, 'core').then((core) => removeItem(db, keys, core, RISKS, { id, reason: 'x' }, later(2))),
			{ kind: 'not-allowed' },
		);
		await removeItem(db, keys, leader, RISKS, { id, reason: 'Het was niet waar' }, later(2));
		const one = await itemFor(db, keys, leader, RISKS, id);
		assert.deepEqual([one.filled, one.removed?.reason], [nothingIn(RISKS), 'Het was niet waar']);
		const kept = JSON.stringify([
			await db.selectFrom('register_items').selectAll().execute(),
			await db.selectFrom('register_versions').selectAll().execute(),
			await entriesOf(db, keys, village.project, { limit: 100 }),
		]);
		assert.ok(!kept.includes('verzinsel'));
	});

	it('gives people what they put on it and what they said of it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await addRisk(db, village, 'core', 'Alleen voor ons', 'core');
		await remark(db, keys, await as(db, village, 'leader'), RISKS, { item: id, day: '2026-11-01', text: 'let op', measured: null }, noon);
		const own = await ownRegistersOf(db, keys, village.people.core.account);
		assert.deepEqual(
			own.items.map(({ register, called, isAuthor }) => [register, called, isAuthor]),
			[['risks', 'Alleen voor ons', true]],
		);
		assert.deepEqual(own.remarks, []);
		assert.equal((await ownRegistersOf(db, keys, village.people.leader.account)).remarks[0]?.text, 'let op');
	});
});

describe('the form of a register', () => {
	const typedIn = (register: Register, typed: Record<string, string>) => {
		const empty = asTyped(register, { owner: null, source: '', reviewOn: '', filled: nothingIn(register) });
		const sent: Record<string, string> = { ...empty, niveau: 'internal', weg: 'screen', ...typed };
		return readFields((name) => [sent[name] ?? ''], newItemSchema(register));
	};
	const issuesOf = (register: Register, typed: Record<string, string>) => {
		const form = typedIn(register, typed);
		return form.ok ? givenIn(register, form.values, []).issues : form.issues;
	};

	it('is there for every register, under an address and names of its own', () => {
		for (const register of REGISTERS as readonly Register<Fields>[]) {
			assert.equal(registerAt(register.address), register);
			const names = Object.values(register.fields).map(({ name }) => name);
			assert.equal(new Set([...names, 'eigenaar', 'bron', 'herzien', 'niveau', 'weg', 'versie']).size, names.length + 6, register.id);
			assert.ok(Object.hasOwn(register.fields, register.called));
		}
		assert.equal(new Set(REGISTERS.map(({ id }) => id)).size, REGISTERS.length);
	});

	it('says what is missing and what cannot be, each at its field', () => {
		assert.deepEqual(issuesOf(AMBITIONS, {}), {
			wat: 'registers.whatMissing',
			partij: 'registers.partyMissing',
			vanwie: 'registers.ofWhomMissing',
			thema: 'registers.themeMissing',
		});
		const good = { wat: 'Lage lasten', partij: 'De Brug', thema: 'costs' };
		assert.deepEqual(issuesOf(CONDITIONS, good), {});
		assert.deepEqual(issuesOf(CONDITIONS, { ...good, vanaf: '2027-02-01', tot: '2027-01-01', minstens: '9', hoogstens: '8' }), {
			tot: 'registers.untilBeforeFrom',
			hoogstens: 'registers.mostBelowLeast',
		});
		assert.deepEqual(issuesOf(WISHES, { ...good, uitkomst: 'out' }), { waarom: 'registers.verdictWhyMissing' });
		assert.deepEqual(issuesOf(CONDITIONS, { ...good, thema: 'magie', minstens: 'veel', vanaf: '31-2-2026' }), {
			thema: 'registers.themeMissing',
			minstens: 'registers.numberWrong',
			vanaf: 'logbook.dayMissing',
		});
	});

	it('reads numbers as people here type them, and gives them back so', () => {
		const read = Object.entries({
			'1.250': 1250,
			'1.250,5': 1250.5,
			'12,5': 12.5,
			'12.5': 12.5,
			'€ 30': 30,
			'-3': -3,
			'1,2,3': null,
			tien: null,
		});
		for (const [typed, number] of read) assert.equal(numberTyped(typed), number, typed);
		const form = typedIn(CONDITIONS, { wat: 'x', partij: 'y', thema: 'costs', hoogstens: '1.250,50' });
		assert.ok(form.ok);
		const { given } = givenIn(CONDITIONS, form.values, []);
		assert.equal(given.filled.atMost, '1250.5');
		assert.equal(asTyped(CONDITIONS, given).hoogstens, '1250,5');
	});

	it('takes an order in which each theme has a place of its own', () => {
		const at = (places: Record<string, string>) =>
			Object.fromEntries(Object.entries(places).map(([word, place]) => [placeField('volgorde', word), place]));
		const ordered = typedIn(PRIORITIES, { partij: 'De Brug', ...at({ costs: '1', comfort: '3', green: '2' }) });
		assert.ok(ordered.ok);
		const { given, issues } = givenIn(PRIORITIES, ordered.values, []);
		assert.deepEqual([given.filled.ranking, issues], ['costs green comfort', {}]);
		assert.deepEqual(
			at({ costs: '1', green: '2', comfort: '3' }),
			Object.fromEntries(Object.entries(asTyped(PRIORITIES, given)).filter(([name]) => name.startsWith('volgorde-'))),
		);
		for (const places of [{ costs: '2' }, { costs: '1', green: '1' }, { costs: '1', green: '3' }])
			assert.deepEqual(issuesOf(PRIORITIES, { partij: 'x', ...at(places) }), { volgorde: 'registers.rankingWrong' });
		assert.deepEqual(issuesOf(PRIORITIES, { partij: 'x' }), { volgorde: 'registers.rankingMissing' });
	});
});
