import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Database } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { archive } from '#projects/closing.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { onBothEngines } from '../../../tests/village/engines.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../../tests/village/neighbourhood.ts';
import { keys, signing } from '../../../tests/village/people.ts';
import { addStakeholder } from '../adding.server.ts';
import { ALL_OF_STAKEHOLDERS } from '../erasing.server.ts';
import { removeStakeholder } from '../removing.server.ts';
import { NO_FACTS } from '../stakeholder.ts';
import { stakeholderFor } from '../stakeholders.server.ts';
import { answer, openedAt } from './answering.server.ts';
import { MOST_NAMED } from './link.ts';
import { askColleagues, endLink, linksFor } from './links.server.ts';
import { namedFor } from './named.server.ts';
import { setAside, takeIn } from './settling.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const DAY = 24 * 60;
const HALL = '192.0.2.1';
const OVER = { kind: 'not-found', code: 'stakeholders.linkOver' };

const as = (db: Database, { people, project }: Neighbourhood, who: Resident, now = noon) => memberOf(db, people[who].account, project, now);
const ask = async (db: Database, village: Neighbourhood, who: Resident = 'member', now = noon) =>
	askColleagues(db, keys, await as(db, village, who), { question: 'Wie missen we?', days: 7 }, now);
const naming = (name: string, why = '', knownBy = '') => ({ name, kind: '', why, knownBy });
const name = (db: Database, secret: string, by: string, names: string[], now = noon) =>
	answer(db, keys, secret, { by, parties: names.map((one) => naming(one, `${one} doet ertoe`, 'Riet')) }, HALL, now);
const named = async (db: Database, village: Neighbourhood, who: Resident = 'member') => namedFor(db, keys, await as(db, village, who));
const inTheRegister = async (db: Database, village: Neighbourhood, party: string, level: 'internal' | 'core' = 'internal') =>
	addStakeholder(db, keys, await as(db, village, 'leader'), { level, owner: null, facts: { ...NO_FACTS, name: party } }, noon);

onBothEngines('blind spots', (fresh) => {
	it('are asked by a link that tells the name of the project, the question and who asks, and nothing more', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const link = await openedAt(db, keys, await ask(db, village), HALL, noon);
		assert.deepEqual(
			{ ...link },
			{
				...{ id: link.id, question: 'Wie missen we?', openUntil: later(7 * DAY).toISOString(), makerName: 'Fatima Haddad' },
				project: { id: village.project, name: 'Zonnedam-Oost', edition: null },
			},
		);
		const [row] = await db.selectFrom('blind_spot_links').selectAll().execute();
		assert.ok(!JSON.stringify(row).includes(await ask(db, village)));
	});

	it('get the same answer at a link that is wrong, over, ended, used up, or of a project whose work has ended', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await assert.rejects(openedAt(db, keys, 'nooit', HALL, noon), OVER);
		const over = await ask(db, village);
		await assert.rejects(name(db, over, '', ['x'], later(7 * DAY)), OVER);
		const ended = await ask(db, village, 'member', later(1));
		const [newest] = await linksFor(db, await as(db, village, 'member'), later(1));
		await endLink(db, keys, await as(db, village, 'member'), newest?.id ?? '', later(2));
		await assert.rejects(openedAt(db, keys, ended, HALL, later(2)), OVER);
		const used = await ask(db, village);
		const many = Array.from({ length: MOST_NAMED }, (_, index) => `partij ${index}`);
		assert.deepEqual(await name(db, used, '', many), { ok: true });
		await assert.rejects(name(db, used, '', ['een te veel']), OVER);
		const open = await ask(db, village);
		await archive(db, keys, signing, await as(db, village, 'leader'), noon);
		await assert.rejects(openedAt(db, keys, open, HALL, noon), OVER);
	});

	it('let no place try link after link, nor send answer after answer', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const secret = await ask(db, village);
		for (let times = 0; times < 60; times++) assert.deepEqual(await name(db, secret, '', ['x']), { ok: true });
		assert.deepEqual(await name(db, secret, '', ['x']), { ok: false, issue: 'stakeholders.tooManyAnswers' });
		for (let times = 0; times < 30; times++) await assert.rejects(openedAt(db, keys, 'raden', HALL, noon), OVER);
		await assert.rejects(openedAt(db, keys, 'raden', HALL, noon), { kind: 'too-much' });
		assert.equal((await openedAt(db, keys, secret, HALL, noon)).question, 'Wie missen we?');
	});

	it('are merged by name, with each other and with the register, the new ones first', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await inTheRegister(db, village, 'Woonstichting De Brug');
		await inTheRegister(db, village, 'Moskee', 'core');
		const secret = await ask(db, village);
		await name(db, secret, 'Riet', ['Speeltuin', 'woonstichting  de brug']);
		await name(db, secret, '', ['SPEELTUIN', 'Moskee'], later(1));
		// Also for who knows that the core team has it: nobody else is to see the difference.
		for (const who of ['reader', 'leader'] as const)
			assert.deepEqual(
				(await named(db, village, who)).map(({ name, state, answers }) => [name, state, answers.length]),
				[
					['SPEELTUIN', 'new', 2],
					['Moskee', 'new', 1],
					['woonstichting  de brug', 'known', 1],
				],
			);
		await assert.rejects(named(db, village, 'subproject member'), { kind: 'not-allowed' });
	});

	it('are taken into the register in one step, with who named them as the source', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const secret = await ask(db, village);
		await name(db, secret, 'Riet', ['Speeltuin']);
		await name(db, secret, 'Henk', ['speeltuin'], later(1));
		const member = await as(db, village, 'member');
		const [one] = await named(db, village);
		const id = await takeIn(db, keys, member, one?.answers[0]?.id ?? '', later(2));
		const { facts } = await stakeholderFor(db, keys, member, id);
		assert.deepEqual(
			[facts.name, facts.source, facts.contacts],
			['speeltuin', 'Genoemd door Henk, Riet, 22 november 2026', 'Kent hen: Riet'],
		);
		const [settled] = await named(db, village);
		assert.deepEqual([settled?.state, settled?.stakeholder?.id], ['taken in', id]);
		await assert.rejects(takeIn(db, keys, member, one?.answers[0]?.id ?? '', later(3)), { kind: 'conflict' });
	});

	it('become no second party where one is called the same', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const there = await inTheRegister(db, village, 'Speeltuin');
		await name(db, await ask(db, village), '', ['speeltuin']);
		const [one] = await named(db, village);
		assert.equal(await takeIn(db, keys, await as(db, village, 'core'), one?.answers[0]?.id ?? '', noon), there);
		assert.equal((await db.selectFrom('stakeholders').selectAll().execute()).length, 1);
	});

	it('are set aside with a reason, and come back when somebody names them again', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const secret = await ask(db, village);
		await name(db, secret, '', ['Circus']);
		const [one] = await named(db, village);
		await setAside(db, keys, await as(db, village, 'core'), { named: one?.answers[0]?.id ?? '', reason: 'Staat er een week.' }, noon);
		const [aside] = await named(db, village);
		assert.deepEqual(
			[aside?.state, aside?.answers[0]?.settled?.name, aside?.answers[0]?.settled?.reason],
			['set aside', 'Bram de Wit', 'Staat er een week.'],
		);
		await name(db, secret, '', ['Circus'], later(1));
		assert.equal((await named(db, village))[0]?.state, 'new');
	});

	it('are for who may change the register: others only read, and end no link of somebody else', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await name(db, await ask(db, village, 'leader'), '', ['x']);
		const [one] = await named(db, village);
		const id = one?.answers[0]?.id ?? '';
		const [link] = await linksFor(db, await as(db, village, 'reader'), noon);
		await assert.rejects(ask(db, village, 'reader'), { kind: 'not-allowed' });
		await assert.rejects(takeIn(db, keys, await as(db, village, 'reader'), id, noon), { kind: 'not-allowed' });
		await assert.rejects(endLink(db, keys, await as(db, village, 'member'), link?.id ?? '', noon), { kind: 'not-allowed' });
		await endLink(db, keys, await as(db, village, 'admin'), link?.id ?? '', noon);
	});

	it('leave no word in the journal but what the team said of them, and go with the party they became', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await name(db, await ask(db, village), 'Riet', ['geheimpje']);
		assert.ok(!JSON.stringify(await entriesOf(db, keys, village.project, { limit: 9 })).includes('geheim'));
		const [one] = await named(db, village);
		const id = await takeIn(db, keys, await as(db, village, 'core'), one?.answers[0]?.id ?? '', noon);
		await removeStakeholder(db, keys, await as(db, village, 'leader'), { id, reason: 'x' }, noon);
		assert.deepEqual(await db.selectFrom('named_parties').selectAll().execute(), []);
		assert.ok(!JSON.stringify(await entriesOf(db, keys, village.project, { limit: 9 })).includes('geheim'));
	});

	it('ask in nobody’s name once who asked is erased', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const secret = await ask(db, village);
		const { id } = village.people.member.account;
		await db.transaction().execute(async (tx) => {
			for (const holding of ALL_OF_STAKEHOLDERS) await holding({ tx } as never, { id } as never, later(1), {} as never);
		});
		await assert.rejects(openedAt(db, keys, secret, HALL, later(1)), OVER);
	});
});
