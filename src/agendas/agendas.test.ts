import assert from 'node:assert/strict';
import { it } from 'node:test';
import { addEntry } from '#logbook/entering.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { changeProgress } from '#progress/changing.server.ts';
import { endMembership, memberOf, membersFor } from '#projects/members.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { aManuscript, published } from '../../tests/village/method.ts';
import { type Neighbourhood, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys } from '../../tests/village/people.ts';
import { agendaOf, endAgenda, fetchedWith, makeAgenda } from './agendas.server.ts';
import { icalendar } from './icalendar.ts';
import { agendaItems } from './items.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = new Date(noon.getTime() + 31 * 60_000);
const edition = published(aManuscript()).current;
const HERE = '192.0.2.1';

const fetched = async (db: Database, secret: string) =>
	agendaItems(
		db,
		keys,
		await fetchedWith(db, keys, secret, HERE, noon),
		{ origin: 'https://wijk.example', editionOf: () => edition },
		noon,
	);

async function toDo(db: Database, { people, project }: Neighbourhood): Promise<void> {
	const core = await memberOf(db, people.core.account, project, noon);
	const leader = await memberOf(db, people.leader.account, project, noon);
	const action = { owner: core.account, dueOn: '2026-12-01' };
	for (const level of ['internal', 'core', 'personal'] as const)
		await addEntry(db, keys, core, { kind: 'action', level, subproject: null, words: { title: `doe ${level}` }, action }, noon);
	const wish = { junction: 'afspreken', status: 'started' as const, reason: 'x', seen: 0, happenedOn: null, owner: core.account };
	const wishes = [{ ...wish, plannedFrom: '2027-01-04', plannedUntil: '2027-01-08' }];
	await changeProgress(db, keys, leader, edition, { part: null, wishes, channel: 'screen' }, noon);
}

onBothEngines('an agenda for one’s own calendar program', (fresh) => {
	it('holds actions with a day and planned junctions, and nothing above internal', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await toDo(db, village);
		const items = await fetched(db, await makeAgenda(db, keys, village.people.core.account, noon));
		assert.deepEqual(
			items.map(({ title, from, until }) => [title, from, until]),
			[
				['doe internal (Zonnedam-Oost)', '2026-12-01', '2026-12-01'],
				['1.02 Knooppunt afspreken (Zonnedam-Oost)', '2027-01-04', '2027-01-08'],
			],
		);
		assert.deepEqual(await fetched(db, await makeAgenda(db, keys, village.people.leader.account, noon)), []);
	});

	it('is empty for who left the project', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await toDo(db, village);
		const secret = await makeAgenda(db, keys, village.people.core.account, noon);
		const leader = await memberOf(db, village.people.leader.account, village.project, noon);
		const one = (await membersFor(db, leader)).find(({ name }) => name === 'Bram de Wit');
		await endMembership(db, keys, leader, one?.membership ?? '', noon);
		assert.deepEqual(await fetched(db, secret), []);
	});

	it('has one address, which is kept as a hash, and ends when it is renewed or switched off', async () => {
		const db = await fresh();
		const { account } = (await theNeighbourhood(db, noon)).people.core;
		const first = await makeAgenda(db, keys, account, noon);
		const second = await makeAgenda(db, keys, account, noon);
		await assert.rejects(fetchedWith(db, keys, first, HERE, noon), { kind: 'not-found' });
		assert.equal((await fetchedWith(db, keys, second, HERE, noon)).holder.id, account.id);
		assert.ok(!JSON.stringify(await db.selectFrom('agendas').selectAll().execute()).includes(second));
		await endAgenda(db, keys, account, later);
		await assert.rejects(fetchedWith(db, keys, second, HERE, noon), { kind: 'not-found' });
		assert.equal(await agendaOf(db, account), null);
		await assert.rejects(makeAgenda(db, keys, account, later), { kind: 'not-allowed' });
	});

	it('lets nobody try secrets for long', async () => {
		const db = await fresh();
		for (let n = 0; n < 30; n++) await assert.rejects(fetchedWith(db, keys, `x${n}`, HERE, noon), { kind: 'not-found' });
		await assert.rejects(fetchedWith(db, keys, 'y', HERE, noon), { kind: 'too-much' });
	});
});

it('a calendar stands as RFC 5545 wants it, whatever is in a title', () => {
	const item = {
		id: 'a',
		title: `één; twee, drie\\\nEND:VEVENT ${'é'.repeat(80)}`,
		from: '2026-12-31',
		until: '2026-12-31',
		url: 'https://x.example',
	};
	const text = icalendar('Wijkspoor', [item], noon);
	assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line)));
	const unfolded = text.replaceAll('\r\n ', '').split('\r\n');
	assert.ok(unfolded.includes(`SUMMARY:één\\; twee\\, drie\\\\\\nEND:VEVENT ${'é'.repeat(80)}`));
	assert.ok(unfolded.includes('DTSTART;VALUE=DATE:20261231') && unfolded.includes('DTEND;VALUE=DATE:20270101'));
	assert.equal(unfolded.filter((line) => line === 'END:VEVENT').length, 1);
});
