import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Database } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { changeRole } from '#projects/changing-roles.server.ts';
import { endMembership, memberOf, membersFor } from '#projects/members.server.ts';
import { onBothEngines } from '../../../tests/village/engines.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../../tests/village/neighbourhood.ts';
import { keys } from '../../../tests/village/people.ts';
import { addStakeholder } from '../adding.server.ts';
import { removeStakeholder } from '../removing.server.ts';
import { NO_FACTS, type RegisterLevel } from '../stakeholder.ts';
import { CORE_RADIUS, circleOf, RING_RADIUS, WIDTH } from './circle.ts';
import { endSeat, seatsFor, takeSeat } from './seats.server.ts';
import { teamFor } from './team.server.ts';
import { movesOf, sittingOn } from './team.ts';
import { YEARS, yearsOf } from './years.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

const as = (db: Database, { people, project }: Neighbourhood, who: Resident, now = noon) => memberOf(db, people[who].account, project, now);
const add = async (db: Database, village: Neighbourhood, name: string, level: RegisterLevel = 'internal') =>
	addStakeholder(db, keys, await as(db, village, 'leader'), { level, owner: null, facts: { ...NO_FACTS, name, willingness: 4 } }, noon);
const seat = async (db: Database, village: Neighbourhood, who: Resident, stakeholder: string) =>
	takeSeat(db, keys, await as(db, village, who), { stakeholder, person: 'Riet', role: 'denkt mee', fromOn: '2026-03-01' }, noon);
const team = async (db: Database, village: Neighbourhood, who: Resident) => teamFor(db, keys, await as(db, village, who));

onBothEngines('core team and ring', (fresh) => {
	it('have the core team in the middle, and around it members and parties without an account, each with how willing they are', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await seat(db, village, 'member', await add(db, village, 'Speeltuin'));
		await add(db, village, 'gemeente  zonnedam');
		const now = sittingOn(await team(db, village, 'reader'), '2026-11-22');
		assert.deepEqual(
			now.map(({ name, circle, willingness }) => [name, circle, willingness]),
			[
				['Fenna de Boer', 'core', 4],
				['Nadia Bakker', 'core', 4],
				['Bram de Wit', 'core', 4],
				['Fatima Haddad', 'ring', 4],
				['Sem Smit', 'ring', 4],
				['Joost Kramer', 'ring', 4],
				['Riet', 'ring', 4],
			],
		);
	});

	it('tell who came, who left and who went on in another role, by date', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const leader = await as(db, village, 'leader');
		const of = async (name: string) =>
			(await membersFor(db, leader)).find((row) => row.name === name && row.until === null)?.membership ?? '';
		await changeRole(db, keys, leader, { membership: await of('Fatima Haddad'), role: 'core', subproject: null }, later(1));
		await endMembership(db, keys, leader, await of('Joost Kramer'), later(2));
		const id = await seat(db, village, 'member', await add(db, village, 'Speeltuin'));
		await endSeat(db, keys, leader, { id, untilOn: '2026-05-31' }, later(3));
		const told = movesOf(await team(db, village, 'leader'))
			.filter(({ sitting }) => ['Fatima Haddad', 'Joost Kramer', 'Riet'].includes(sitting.name))
			.map(({ kind, at, sitting, before }) => [kind, at, sitting.name, before?.role ?? null, sitting.role]);
		assert.deepEqual(told.slice(0, 2), [
			['left', later(2).toISOString(), 'Joost Kramer', null, 'reader'],
			['changed', later(1).toISOString(), 'Fatima Haddad', 'member', 'core'],
		]);
		assert.deepEqual(told.slice(-2), [
			['left', '2026-05-31', 'Riet', null, null],
			['came', '2026-03-01', 'Riet', null, null],
		]);
	});

	it('show a seat to who reads of its party, keep it sealed above internal, and lose it with the party', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const secret = await add(db, village, 'Moskee', 'core');
		await seat(db, village, 'core', secret);
		const names = async (who: Resident) => (await seatsFor(db, keys, await as(db, village, who))).map(({ person }) => person);
		assert.deepEqual([await names('admin'), await names('member')], [['Riet'], []]);
		await assert.rejects(seat(db, village, 'member', secret), { kind: 'not-found' });
		await assert.rejects(names('subproject member'), { kind: 'not-allowed' });
		await assert.rejects(seat(db, village, 'reader', await add(db, village, 'Speeltuin')), { kind: 'not-allowed' });
		assert.ok(!JSON.stringify(await db.selectFrom('stakeholder_seats').selectAll().execute()).includes('Riet'));
		assert.ok(!JSON.stringify(await entriesOf(db, keys, village.project, { limit: 3 })).includes('denkt mee'));
		await removeStakeholder(db, keys, await as(db, village, 'leader'), { id: secret, reason: 'x' }, noon);
		assert.deepEqual(await db.selectFrom('stakeholder_seats').selectAll().execute(), []);
	});

	it('end a seat once, and keep that it was', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await seat(db, village, 'member', await add(db, village, 'Speeltuin'));
		const member = await as(db, village, 'member');
		await endSeat(db, keys, member, { id, untilOn: '2026-05-31' }, noon);
		await assert.rejects(endSeat(db, keys, member, { id, untilOn: '2026-06-30' }, noon), { kind: 'conflict' });
		const [ended] = await seatsFor(db, keys, member);
		assert.deepEqual([ended?.fromOn, ended?.untilOn], ['2026-03-01', '2026-05-31']);
		const isThereOn = async (day: string) => sittingOn(await team(db, village, 'reader'), day).some(({ name }) => name === 'Riet');
		const days = ['2026-02-28', '2026-03-01', '2026-05-31', '2026-06-01'];
		assert.deepEqual(await Promise.all(days.map(isThereOn)), [false, true, true, false]);
	});

	it('are drawn without one upon another, each within their circle', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		for (let n = 0; n < 20; n++) await seat(db, village, 'member', await add(db, village, `Partij ${n}`));
		const now = sittingOn(await team(db, village, 'leader'), '2026-11-22');
		const dots = circleOf(now);
		const apart = (one: { x: number; y: number }, other: { x: number; y: number }) => Math.hypot(one.x - other.x, one.y - other.y);
		const middle = { x: WIDTH / 2, y: WIDTH / 2 };
		for (const one of dots) {
			for (const other of dots) if (one !== other) assert.ok(apart(one, other) >= one.radius + other.radius);
			const isCore = now[one.number - 1]?.circle === 'core';
			const [inner, outer] = isCore ? [-1, CORE_RADIUS] : [CORE_RADIUS, RING_RADIUS];
			assert.ok(apart(one, middle) - one.radius > (isCore ? -WIDTH : inner) && apart(one, middle) + one.radius < outer);
		}
	});

	it('are drawn over time, who came first above, each from their first day to their last', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await seat(db, village, 'member', await add(db, village, 'Speeltuin'));
		await endSeat(db, keys, await as(db, village, 'member'), { id, untilOn: '2026-05-31' }, noon);
		const { rows, ticks } = yearsOf(await team(db, village, 'leader'), ({ name }) => name, '2027-03-01');
		const [riet, ...others] = rows;
		assert.deepEqual([riet?.name, riet?.bars], ['Riet', [{ x: YEARS.left, width: 139.1, circle: 'ring' }]]);
		const end = YEARS.width - YEARS.right;
		for (const { name, bars } of others.filter((one) => one.name !== 'Luuk Mulder'))
			assert.deepEqual(
				bars.map(({ x, width }) => Math.round(x + width)),
				[end],
				name,
			);
		assert.deepEqual(
			ticks.filter(({ isYear }) => isYear).map(({ day }) => day),
			['2027-01-01'],
		);
	});
});
