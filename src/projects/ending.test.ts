import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Database } from '#platform/database/database.server.ts';
import { verifyChain } from '#platform/journal/verifying.server.ts';
import { lettersFor } from '#platform/letters/letters.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys, signing } from '../../tests/village/people.ts';
import { leave } from './changing-roles.server.ts';
import { archive, reopen } from './closing.server.ts';
import { memberOf } from './members.server.ts';
import { tendClosedProjects } from './tending.server.ts';

const ORIGIN = 'https://wijk.example';
const noon = new Date('2026-11-22T12:00:00.000Z');
const DAY = 86_400_000;
const TERM = new Date('2028-11-22T12:00:00.000Z');
const before = (days: number) => new Date(TERM.getTime() - days * DAY);

const as = (db: Database, { people, project }: Neighbourhood, who: Resident, now = noon) => memberOf(db, people[who].account, project, now);
const subjects = async (db: Database, { people }: Neighbourhood, who: Resident) =>
	(await lettersFor(db, keys, people[who].account.id, noon)).map(({ subject }) => subject);
const isThere = async (db: Database, { project }: Neighbourhood) =>
	(await db.selectFrom('projects').select('id').where('id', '=', project).executeTakeFirst()) !== undefined;
const GOES = 'Een afgesloten project wordt binnenkort verwijderd';

onBothEngines('a closed project', (fresh) => {
	async function closed() {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await archive(db, keys, signing, await as(db, village, 'leader'), noon);
		return { db, village, tend: (now: Date) => tendClosedProjects(db, keys, ORIGIN, now) };
	}

	it('is told of to everybody who takes part, and reopened by a leader alone', async () => {
		const { db, village } = await closed();
		assert.ok((await subjects(db, village, 'reader')).includes('Een project waar je aan meedoet is afgesloten'));
		for (const who of ['admin', 'core'] as const)
			await assert.rejects(reopen(db, keys, await as(db, village, who), 'x', noon), { kind: 'not-allowed' });
		await reopen(db, keys, await as(db, village, 'leader'), 'Er is nieuw geld.', noon);
		assert.equal((await as(db, village, 'leader')).project.isArchived, false);
		assert.ok((await subjects(db, village, 'reader')).includes('Een project waar je aan meedoet gaat verder'));
		await assert.rejects(reopen(db, keys, await as(db, village, 'leader'), 'x', noon), { kind: 'not-allowed' });
	});

	it('goes after its term, sixty days and seven days after everybody was told', async () => {
		const { db, village, tend } = await closed();
		await tend(before(61));
		assert.ok(!(await subjects(db, village, 'member')).includes(GOES));
		for (const day of [60, 59, 30, 7, 6, 1]) await tend(before(day));
		assert.equal((await subjects(db, village, 'member')).filter((one) => one === GOES).length, 2);
		assert.ok(await isThere(db, village));
		const [letter] = await lettersFor(db, keys, village.people.leader.account.id, noon);
		assert.match(letter?.paragraphs[0] ?? '', /Zonnedam-Oost is afgesloten en wordt verwijderd op 22 november 2028/);
		assert.equal(letter?.pages?.[0]?.url, `${ORIGIN}/projecten/${village.project}/meenemen`);
		assert.match(await tend(before(0)), /removed 1 closed/);
		assert.ok(!(await isThere(db, village)));
		assert.ok((await verifyChain(db, keys, village.project)).ok);
		assert.match(await tend(before(-1)), /removed 0 closed/);
	});

	it('stays when the house was away, until both were told in time', async () => {
		const { db, village, tend } = await closed();
		for (const late of [1000, 1001, 1052, 1053, 1059]) await tend(new Date(TERM.getTime() + late * DAY));
		assert.ok(await isThere(db, village));
		await tend(new Date(TERM.getTime() + 1060 * DAY));
		assert.ok(!(await isThere(db, village)));
	});

	it('is announced anew when it was reopened and closed again', async () => {
		const { db, village, tend } = await closed();
		await tend(before(60));
		await reopen(db, keys, await as(db, village, 'leader'), 'Verder.', before(59));
		await tend(before(0));
		assert.ok(await isThere(db, village));
		await archive(db, keys, signing, await as(db, village, 'leader'), before(0));
		await tend(before(-1));
		assert.equal((await subjects(db, village, 'member')).filter((one) => one === GOES).length, 1);
	});

	it('tells who looks after the organisation where nobody takes part any more', async () => {
		const { db, village, tend } = await closed();
		for (const who of ['leader', 'admin', 'core', 'member', 'subproject member', 'reader'] as const)
			await leave(db, keys, await as(db, village, who), noon);
		await tend(before(60));
		assert.equal((await subjects(db, village, 'administrator'))[0], GOES);
	});
});
