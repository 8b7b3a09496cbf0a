import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainText } from '#paper/blocks.ts';
import type { Database } from '#platform/database/database.server.ts';
import { speechIn } from '#platform/messages.ts';
import { memberOf } from '#projects/members.server.ts';
import { addItem } from '#registers/adding.server.ts';
import { AMBITIONS, PRIORITIES, WISHES } from '#registers/definitions/ambitions.ts';
import { CONDITIONS } from '#registers/definitions/conditions.ts';
import { withEvery } from '#registers/items.server.ts';
import type { Register, RegisterLevel } from '#registers/register.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys } from '../../tests/village/people.ts';
import { gridOf } from './grid.ts';
import { ordersBlocks } from './orders.chapter.ts';
import { type Order, ordersIn, standingsOf } from './orders.ts';
import { RADIUS, stripsOf, WIDTH } from './strips.ts';
import { partyTold } from './want.ts';
import { wantsFor } from './wants.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const nl = speechIn('nl');

const as = (db: Database, { people, project }: Neighbourhood, who: Resident) => memberOf(db, people[who].account, project, noon);
const add = async (
	db: Database,
	village: Neighbourhood,
	register: Register,
	filled: Record<string, string>,
	level: RegisterLevel = 'internal',
	now = noon,
) =>
	addItem(
		db,
		keys,
		await as(db, village, level === 'core' ? 'core' : 'member'),
		register,
		{ owner: null, source: '', reviewOn: '', level, filled: withEvery(register, filled) },
		now,
	);
const order = (name: string, ranking: string) =>
	({ party: { name, capacity: '' }, item: {}, ranked: ranking.split(' ') }) as unknown as Order;

describe('orders side by side', () => {
	const THREE = [
		order('Gemeente', 'heat costs comfort green'),
		order('Corporatie', 'costs heat green comfort'),
		order('Bewoners', 'comfort costs green heat'),
	];

	it('puts first what stands high with most', () => {
		assert.deepEqual(
			standingsOf(THREE).map(({ theme, high, isShared, isApart }) => [theme, high, isShared, isApart]),
			[
				['costs', 3, true, false],
				['heat', 2, true, true],
				['comfort', 1, false, true],
				['green', 0, false, false],
			],
		);
	});

	it('compares places by how far they are along, as orders differ in length', () => {
		const apart = standingsOf([order('Gemeente', 'costs heat'), order('Corporatie', 'heat green comfort work safety costs')]);
		assert.deepEqual(
			apart.filter(({ isApart }) => isApart).map(({ theme }) => theme),
			['heat', 'costs'],
		);
	});

	it('says nothing of overlap where one party ranked', () => {
		assert.ok(standingsOf([order('Gemeente', 'heat costs')]).every(({ isShared, isApart }) => !isShared && !isApart));
	});

	it('are drawn with every dot in the picture and none over another', () => {
		const many = Array.from({ length: 9 }, (_, index) => order(`Partij ${index}`, index % 2 ? 'heat costs green work' : 'costs heat'));
		const { strips, height } = stripsOf(standingsOf(many));
		for (const { dots } of strips) {
			for (const { x, y } of dots) assert.ok(x >= RADIUS && x <= WIDTH - RADIUS && y >= RADIUS && y <= height - RADIUS);
			for (const [at, one] of dots.entries())
				for (const other of dots.slice(at + 1)) assert.ok(Math.hypot(one.x - other.x, one.y - other.y) > 2 * RADIUS);
		}
		assert.equal(strips[0]?.dots.length, 9);
	});
});

onBothEngines('what parties want', (fresh) => {
	it('counts the newest order of a party, however its name was written', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await add(db, village, PRIORITIES, { party: 'De Brug', ranking: 'heat costs' });
		await add(db, village, PRIORITIES, { party: 'de  brug', ranking: 'costs heat' }, 'internal', later(1));
		const orders = ordersIn(await wantsFor(db, keys, await as(db, village, 'reader')));
		assert.deepEqual(
			orders.map(({ party, ranked }) => [party.name, ranked.join(' ')]),
			[['De Brug', 'costs heat']],
		);
	});

	it('stands in a grid of parties and themes, a municipality in each of its roles', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const gemeente = { party: 'Gemeente Zonnedam', theme: 'heat' };
		await add(db, village, AMBITIONS, { ...gemeente, what: 'Gasvrij in 2035', of: 'organisation', capacity: 'authority' });
		await add(db, village, AMBITIONS, { ...gemeente, what: 'Zwembad op warmte', of: 'organisation', capacity: 'owner' });
		await add(db, village, WISHES, { party: 'De Brug', theme: 'costs', what: 'Geen hogere huur' });
		await add(db, village, WISHES, { party: 'De Brug', theme: 'green', what: 'Een park', verdict: 'out', why: 'te duur' });
		await add(db, village, CONDITIONS, { party: 'De Brug', theme: 'planning', what: 'Eerst dak', state: 'dropped' });
		await add(db, village, PRIORITIES, { party: 'De Brug', ranking: 'costs heat' });
		const { themes, rows } = gridOf(await wantsFor(db, keys, await as(db, village, 'reader')));
		assert.deepEqual(themes, ['heat', 'costs']);
		assert.deepEqual(
			rows.map(({ party, cells }) => [
				partyTold(party, nl),
				...cells.map(({ wants, place }) => [...wants.map(({ item }) => item.filled.what), place?.rank ?? ''].join(' ').trim()),
			]),
			[
				['De Brug', '2', 'Geen hogere huur 1'],
				['Gemeente Zonnedam (als overheid)', 'Gasvrij in 2035', ''],
				['Gemeente Zonnedam (als eigenaar)', 'Zwembad op warmte', ''],
			],
		);
	});

	it('goes on paper with the place that each party gave', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await add(db, village, PRIORITIES, { party: 'De Brug', ranking: 'costs heat' });
		const paper = async () => ordersBlocks(ordersIn(await wantsFor(db, keys, await as(db, village, 'reader'))), nl);
		assert.deepEqual(await paper(), []);
		await add(db, village, PRIORITIES, { party: 'Netbeheerder', ranking: 'heat costs' });
		const table = (await paper()).find(({ kind }) => kind === 'table');
		assert.deepEqual(table?.kind === 'table' && table.rows.map((row) => row.map(plainText)), [
			['Warmte en energie', 'Netbeheerder: plaats 1 van 2\nDe Brug: plaats 2 van 2', 'ver uiteen'],
			['Betaalbaarheid', 'De Brug: plaats 1 van 2\nNetbeheerder: plaats 2 van 2', 'ver uiteen'],
		]);
	});

	it('is laid side by side only as far as somebody may read it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await add(db, village, PRIORITIES, { party: 'De Brug', ranking: 'heat costs' });
		await add(db, village, PRIORITIES, { party: 'Netbeheerder', ranking: 'costs heat' }, 'core');
		const seen = async (who: Resident) => ordersIn(await wantsFor(db, keys, await as(db, village, who))).map(({ party }) => party.name);
		assert.deepEqual(await seen('core'), ['De Brug', 'Netbeheerder']);
		assert.deepEqual(await seen('reader'), ['De Brug']);
		await assert.rejects(seen('subproject member'), { kind: 'not-allowed' });
	});
});
