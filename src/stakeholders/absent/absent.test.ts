import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Database } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { speechIn } from '#platform/messages.ts';
import type { Level } from '#projects/level.ts';
import { memberOf } from '#projects/members.server.ts';
import { onBothEngines } from '../../../tests/village/engines.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../../tests/village/neighbourhood.ts';
import { keys } from '../../../tests/village/people.ts';
import { addVoice, changeVoice, takeOff, takeOver } from './keeping.server.ts';
import { addDecision, consideredFor, thoughtsAt } from './thinking.server.ts';
import { onTheList, PROPOSALS, proposalsBeside, type Saying } from './voice.ts';
import { voicesFor } from './voices.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const NATURE: Saying = { name: 'De beek', question: 'Blijft het water schoon?', spokesperson: null, spokespersonName: 'Het waterschap' };

const as = (db: Database, { people, project }: Neighbourhood, who: Resident, now = noon) => memberOf(db, people[who].account, project, now);
const add = async (db: Database, village: Neighbourhood, saying = NATURE, now = noon) =>
	addVoice(db, keys, await as(db, village, 'member'), saying, now);
const decide = async (db: Database, village: Neighbourhood, level: Level, thoughtOf: string[], now = noon) => {
	const words = { title: `Besluit ${level}`, why: 'x', by: 'x', ground: 'x' };
	return addDecision(db, keys, await as(db, village, 'leader'), { kind: 'decision', level, subproject: null, words }, thoughtOf, now);
};
const listed = async (db: Database, village: Neighbourhood) => onTheList(await voicesFor(db, await as(db, village, 'reader')));

onBothEngines('who is not at the table', (fresh) => {
	it('begins with a proposal of which somebody takes over what fits, and is not proposed it again', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const leader = await as(db, village, 'leader');
		assert.deepEqual(proposalsBeside(await voicesFor(db, leader)), [...PROPOSALS]);
		assert.equal(await takeOver(db, keys, leader, ['next', 'nature'], noon, speechIn('nl')), 2);
		assert.equal(await takeOver(db, keys, leader, ['nature'], later(1)), 0);
		const voices = await listed(db, village);
		assert.deepEqual(voices.map(({ name }) => name).toSorted(), ['Natuur, water en bodem', 'Volgende generaties']);
		const nature = voices.find(({ proposal }) => proposal === 'nature');
		await takeOff(db, keys, leader, { id: nature?.id ?? '', version: 1, reason: 'Het waterschap zit erbij.' }, later(2));
		assert.ok(!proposalsBeside(await voicesFor(db, leader)).includes('nature'));
	});

	it('has a member or somebody else speak for each', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const { account } = village.people.core;
		const id = await add(db, village);
		assert.deepEqual((await listed(db, village))[0]?.speaks, 'Het waterschap');
		const member = await as(db, village, 'member');
		const saying = { ...NATURE, spokesperson: account.id };
		assert.deepEqual(await changeVoice(db, keys, member, id, { ...saying, version: 1 }, later(1)), { ok: true });
		assert.deepEqual((await listed(db, village))[0]?.speaks, 'Bram de Wit');
		const outsider = { ...NATURE, spokesperson: village.people['other municipality'].account.id };
		await assert.rejects(add(db, village, outsider), { kind: 'conflict' });
	});

	it('shows the second of two people what the first made of it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await add(db, village);
		const change = async (who: Resident, question: string, version: number) =>
			changeVoice(db, keys, await as(db, village, who), id, { ...NATURE, question, version }, later(1));
		assert.deepEqual(await change('core', 'Wat doet het met de vissen?', 1), { ok: true });
		const second = await change('member', 'Iets anders?', 1);
		assert.ok(!second.ok);
		assert.deepEqual([second.meanwhile.question, second.meanwhile.version], ['Wat doet het met de vissen?', 2]);
	});

	it('is asked at every decision, and kept with it: who was thought of, when and by whom', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const beek = await add(db, village);
		const kinderen = await add(db, village, { ...NATURE, name: 'Kinderen' }, later(1));
		const decision = await decide(db, village, 'internal', [beek, kinderen], later(2));
		const reader = await as(db, village, 'reader');
		assert.deepEqual(
			(await thoughtsAt(db, reader, decision)).map(({ called, name, at }) => [called, name, at]),
			[
				['De beek', 'Fenna de Boer', later(2).toISOString()],
				['Kinderen', 'Fenna de Boer', later(2).toISOString()],
			],
		);
		const [told] = await entriesOf(db, keys, village.project, { limit: 1 });
		assert.deepEqual([told?.action, told?.object], ['stakeholders.voices-thought-of', decision]);
	});

	it('tells nobody of a decision they do not read, nor who is in one part only of the list', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const beek = await add(db, village);
		for (const level of ['internal', 'core', 'personal'] as const) await decide(db, village, level, [beek], later(1));
		const titles = async (who: Resident) =>
			(await consideredFor(db, keys, await as(db, village, who))).map(({ decision }) => decision.words.title).toSorted();
		assert.deepEqual(await titles('leader'), ['Besluit core', 'Besluit internal', 'Besluit personal']);
		assert.deepEqual(await titles('core'), ['Besluit core', 'Besluit internal']);
		assert.deepEqual(await titles('reader'), ['Besluit internal']);
		const inPart = await as(db, village, 'subproject member');
		assert.deepEqual(await thoughtsAt(db, inPart, village.notes.internal), []);
		await assert.rejects(voicesFor(db, inPart), { kind: 'not-allowed' });
		await assert.rejects(consideredFor(db, keys, inPart), { kind: 'not-allowed' });
		const shown = JSON.stringify(await entriesOf(db, keys, village.project, { limit: 50, readership: { levels: ['internal'] } }));
		assert.equal(shown.split('stakeholders.voices-thought-of').length - 1, 1);
	});

	it('stores no decision of which a voice is not on the list', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const beek = await add(db, village);
		const leader = await as(db, village, 'leader');
		await takeOff(db, keys, leader, { id: beek, version: 1, reason: 'Zit erbij.' }, later(1));
		await assert.rejects(decide(db, village, 'internal', [beek], later(2)), { kind: 'not-found' });
		assert.equal((await db.selectFrom('entries').select('id').where('kind', '=', 'decision').execute()).length, 0);
		await assert.rejects(takeOff(db, keys, await as(db, village, 'reader'), { id: beek, version: 2, reason: 'x' }), {
			kind: 'not-allowed',
		});
	});
});
