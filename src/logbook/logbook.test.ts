import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Database } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { verifyChain } from '#platform/journal/verifying.server.ts';
import { lettersFor } from '#platform/letters/letters.server.ts';
import { archive } from '#projects/closing.server.ts';
import { endMembership, memberOf, membersFor } from '#projects/members.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys, signing } from '../../tests/village/people.ts';
import { changeEntry, versionsOf } from './changing.server.ts';
import { confirmDecision } from './confirming.server.ts';
import { addEntry, type NewEntry } from './entering.server.ts';
import { entriesAt, entriesFor, entryFor, peopleIn } from './entries.server.ts';
import { isDraft, titleOf } from './entry.ts';
import { findAnew } from './finding.server.ts';
import { finish, takeUpAgain } from './finishing.server.ts';
import { follow, isFollowing, unfollow } from './following.server.ts';
import { openActionsOf } from './open-actions.server.ts';
import type { Question } from './question.ts';
import { react, reactionsTo, takeBack } from './reacting.server.ts';
import { relate, storyOf } from './relating.server.ts';
import { remind } from './reminding.server.ts';
import { removeEntry } from './removing.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const days = (count: number) => later(count * 24 * 60);

const DECISION: NewEntry = {
	kind: 'decision',
	level: 'internal',
	subproject: null,
	happenedOn: '2026-11-20',
	channel: 'meeting',
	words: { title: 'De wijk krijgt een warmtenet', why: 'Het is het goedkoopst', by: 'de stuurgroep', ground: 'mandaat van het college' },
	junctions: ['j1', 'j2'],
};
const action = (owner: string | null, dueOn: string | null, more: Partial<NewEntry> = {}): NewEntry => ({
	...{ kind: 'action', level: 'internal', subproject: null, words: { title: 'Bel de corporatie' }, action: { owner, dueOn } },
	...more,
});

const as = (db: Database, { people, project }: Neighbourhood, who: Resident, now = noon) => memberOf(db, people[who].account, project, now);
const titles = async (db: Database, village: Neighbourhood, who: Resident, question: Question = {}) =>
	(await entriesFor(db, keys, await as(db, village, who), question)).map(titleOf);
const subjects = async (db: Database, village: Neighbourhood, who: Resident, kind = 'logbook.news') =>
	(await lettersFor(db, keys, village.people[who].account.id)).filter((letter) => letter.kind === kind);
const newest = async (db: Database, chain: string) => (await entriesOf(db, keys, chain, { limit: 1 }))[0];

onBothEngines('the logbook', (fresh) => {
	it('keeps a decision with its ground, its day, its channel and its junctions', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await addEntry(db, keys, await as(db, village, 'member'), DECISION, noon);
		const entry = await entryFor(db, keys, await as(db, village, 'reader'), id);
		assert.deepEqual(entry.words, DECISION.words);
		assert.deepEqual(
			[entry.happenedOn, entry.enteredAt, entry.channel, entry.authorName],
			['2026-11-20', noon.toISOString(), 'meeting', 'Fatima Haddad'],
		);
		assert.deepEqual(entry.junctions, ['j1', 'j2']);
		assert.ok(isDraft(entry));
		assert.deepEqual(
			(await entriesAt(db, keys, await as(db, village, 'reader'), 'j2')).map(({ id }) => id),
			[id],
		);
		const told = await newest(db, village.project);
		assert.deepEqual([told?.action, told?.channel, told?.object], ['logbook.entered', 'meeting', id]);
	});

	it('shows each level and each part to whom it is for, and lets nobody write beyond theirs', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		assert.deepEqual((await titles(db, village, 'leader')).toSorted(), [
			'kanarie-intern',
			'kanarie-kern',
			'kanarie-persoonlijk',
			'kanarie-rijtjes',
		]);
		assert.deepEqual((await titles(db, village, 'core')).toSorted(), ['kanarie-intern', 'kanarie-kern', 'kanarie-rijtjes']);
		assert.deepEqual((await titles(db, village, 'reader')).toSorted(), ['kanarie-intern', 'kanarie-rijtjes']);
		const sem = await as(db, village, 'subproject member');
		const own = await addEntry(db, keys, sem, { ...DECISION, subproject: village.otherPart }, noon);
		assert.deepEqual(await titles(db, village, 'subproject member'), [DECISION.words.title]);
		assert.equal((await entryFor(db, keys, sem, own)).subproject, village.part);
		await assert.rejects(addEntry(db, keys, sem, { ...DECISION, level: 'core' }, noon), { kind: 'not-allowed' });
		await assert.rejects(addEntry(db, keys, await as(db, village, 'reader'), DECISION, noon), { kind: 'not-allowed' });
		await assert.rejects(entryFor(db, keys, sem, village.notes.internal), { kind: 'not-found' });
	});

	it('holds nothing readable of what is above internal', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const core = await as(db, village, 'core');
		const given = { ...action(core.account, '2026-11-29', { level: 'core' }), words: { title: 'geheimpje' } };
		const id = await addEntry(db, keys, core, given, noon);
		await react(db, keys, core, { entry: id, text: 'geheimpje' }, noon);
		await finish(db, keys, core, { id, note: 'geheimpje' }, noon);
		await changeEntry(db, keys, core, id, { version: 1, words: { title: 'geheimpje 2' }, happenedOn: '2026-11-22', junctions: [] }, noon);
		const tables = ['entries', 'entry_versions', 'entry_actions', 'entry_reactions', 'entry_words'] as const;
		const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
		assert.ok(!JSON.stringify(rows).includes('geheim'));
		const told = await entriesOf(db, keys, village.project, { limit: 5 });
		assert.ok(!JSON.stringify(told).includes('geheim'));
		assert.equal((await entryFor(db, keys, await as(db, village, 'leader'), id)).action?.doneNote, 'geheimpje');
	});

	it('has a decision confirmed by a leader, after which it is only revised by another', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const [member, leader] = [await as(db, village, 'member'), await as(db, village, 'leader')];
		const id = await addEntry(db, keys, member, DECISION, noon);
		await assert.rejects(confirmDecision(db, keys, member, { id, version: 1 }, noon), { kind: 'not-allowed' });
		await assert.rejects(confirmDecision(db, keys, leader, { id, version: 2 }, noon), { kind: 'conflict' });
		await confirmDecision(db, keys, leader, { id, version: 1 }, noon);
		const changes = { version: 1, words: DECISION.words, happenedOn: '2026-11-20', junctions: [] };
		for (const one of [member, leader]) {
			await assert.rejects(changeEntry(db, keys, one, id, changes, noon), { kind: 'not-allowed' });
			await assert.rejects(removeEntry(db, keys, one, { id, reason: 'x' }, noon), { kind: 'not-allowed' });
		}
		const revision = await addEntry(
			db,
			keys,
			member,
			{ ...DECISION, words: { ...DECISION.words, title: 'Toch niet' }, relations: [{ kind: 'revises', to: id }], happenedOn: '2026-11-21' },
			later(1),
		);
		const story = await storyOf(db, keys, member, { id });
		assert.deepEqual(
			story.map(({ relation, isOwn, entry }) => [relation, isOwn, entry.id]),
			[['revises', false, revision]],
		);
		const other = await storyOf(db, keys, member, { id: revision });
		assert.deepEqual(
			other.map(({ relation, isOwn, entry }) => [relation, isOwn, entry.id]),
			[['revises', true, id]],
		);
		assert.equal((await entryFor(db, keys, member, id)).confirmed?.name, 'Fenna de Boer');
	});

	it('keeps every version, and overwrites nothing that somebody else wrote meanwhile', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const [member, core] = [await as(db, village, 'member'), await as(db, village, 'core')];
		const id = await addEntry(db, keys, member, DECISION, noon);
		const change = (title: string, version: number) => ({
			version,
			words: { ...DECISION.words, title },
			happenedOn: '2026-11-20',
			junctions: ['j1'],
		});
		assert.deepEqual(await changeEntry(db, keys, core, id, change('Van Bram', 1), later(1)), { ok: true });
		const second = await changeEntry(db, keys, member, id, change('Van Fatima', 1), later(2));
		assert.ok(!second.ok);
		assert.deepEqual(
			[second.meanwhile.words.title, second.meanwhile.changed.name, second.meanwhile.version],
			['Van Bram', 'Bram de Wit', 2],
		);
		assert.deepEqual(await changeEntry(db, keys, member, id, change('Van Fatima', 2), later(3)), { ok: true });
		const entry = await entryFor(db, keys, member, id);
		const versions = await versionsOf(db, keys, member, entry);
		assert.deepEqual(
			versions.map(({ version, words }) => [version, words.title]),
			[
				[3, 'Van Fatima'],
				[2, 'Van Bram'],
				[1, DECISION.words.title],
			],
		);
		assert.deepEqual(await titles(db, village, 'reader', { words: 'Bram' }), []);
		const results = await Promise.all([
			changeEntry(db, keys, member, id, change('a', 3), later(4)),
			changeEntry(db, keys, core, id, change('b', 3), later(4)),
		]);
		assert.deepEqual(results.map(({ ok }) => ok).toSorted(), [false, true]);
	});

	it('leaves of what was removed only that it was there, who took it away and why', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const [member, leader, core] = [await as(db, village, 'member'), await as(db, village, 'leader'), await as(db, village, 'core')];
		const id = await addEntry(db, keys, member, { ...DECISION, words: { ...DECISION.words, title: 'verdwijnwoord' } }, noon);
		await changeEntry(
			db,
			keys,
			core,
			id,
			{ version: 1, words: { title: 'verdwijnwoord 2' }, happenedOn: '2026-11-20', junctions: [] },
			later(1),
		);
		await react(db, keys, core, { entry: id, text: 'verdwijnwoord 3' }, later(1));
		await assert.rejects(removeEntry(db, keys, core, { id, reason: 'x' }, later(2)), { kind: 'not-allowed' });
		await removeEntry(db, keys, leader, { id, reason: 'namen van bewoners' }, later(2));
		const stub = await entryFor(db, keys, member, id);
		assert.deepEqual(
			[stub.kind, stub.words, stub.removed],
			['decision', {}, { at: later(2).toISOString(), name: 'Fenna de Boer', reason: 'namen van bewoners' }],
		);
		const rows = await Promise.all(
			(['entries', 'entry_versions', 'entry_reactions', 'entry_words'] as const).map((table) => db.selectFrom(table).selectAll().execute()),
		);
		assert.ok(!JSON.stringify(rows).includes('verdwijn'));
		const told = await entriesOf(db, keys, village.project, { limit: 100 });
		assert.ok(!JSON.stringify(told).includes('verdwijn') && told.filter(({ detail }) => detail.state === 'destroyed').length === 3);
		assert.ok((await verifyChain(db, keys, village.project)).ok);
		assert.deepEqual(await titles(db, village, 'reader', { words: 'verdwijnwoord' }), []);
		await assert.rejects(removeEntry(db, keys, leader, { id, reason: 'x' }, later(3)), { kind: 'not-allowed' });
		await assert.rejects(react(db, keys, core, { entry: id, text: 'x' }, later(3)), { kind: 'not-allowed' });
	});

	it('is chosen from by kind, junction, person, period, channel and part, a page at a time', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const [member, leader] = [await as(db, village, 'member'), await as(db, village, 'leader')];
		await addEntry(db, keys, member, DECISION, noon);
		await addEntry(db, keys, leader, action(member.account, '2026-12-01', { happenedOn: '2026-11-21', subproject: village.part }), noon);
		const asked = (question: Question) => titles(db, village, 'reader', question);
		const [decided, todo] = [DECISION.words.title, 'Bel de corporatie'];
		assert.deepEqual(await asked({ kind: 'decision' }), [decided]);
		assert.deepEqual(await asked({ junction: 'j1' }), [decided]);
		assert.deepEqual(await asked({ person: member.pseudonym }), [todo, decided]);
		assert.deepEqual(await asked({ from: '2026-11-20', until: '2026-11-20' }), [decided]);
		assert.deepEqual(await asked({ channel: 'meeting' }), [decided]);
		assert.deepEqual(await asked({ part: village.part }), [todo]);
		assert.deepEqual(await asked({ isOpen: true }), [todo]);
		const [first] = await entriesFor(db, keys, await as(db, village, 'reader'), { limit: 1 });
		assert.ok(first);
		const rest = await asked({ before: first });
		assert.deepEqual([rest.length, rest.includes(titleOf(first)), rest.at(-1)], [3, false, decided]);
		assert.deepEqual(
			(await peopleIn(db, await as(db, village, 'reader'))).map(({ name }) => name),
			['Fatima Haddad', 'Fenna de Boer'],
		);
		assert.deepEqual(
			(await peopleIn(db, await as(db, village, 'subproject member'))).map(({ name }) => name),
			['Fatima Haddad', 'Fenna de Boer'],
		);
	});

	it('finds words in what somebody may read, and in nothing else', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await addEntry(db, keys, await as(db, village, 'member'), DECISION, noon);
		const found = (who: Resident, words: string) => titles(db, village, who, { words });
		for (const words of ['warmtenetten', 'wijken', 'warmten', 'goedkoopst stuurgroep'])
			assert.deepEqual(await found('reader', words), [DECISION.words.title], words);
		assert.deepEqual(await found('reader', 'goedkoopst aardgas'), []);
		assert.deepEqual(await found('reader', '%_\'";--'), []);
		assert.deepEqual(await found('core', 'kern'), ['kanarie-kern']);
		assert.deepEqual(await found('member', 'kern'), []);
		assert.deepEqual(await found('leader', 'persoonlijk'), ['kanarie-persoonlijk']);
		assert.deepEqual(await found('subproject member', 'warmtenet'), []);
		const words = await db.selectFrom('entry_words').select('entry').distinct().execute();
		assert.ok(!words.some(({ entry }) => entry === village.notes.core || entry === village.notes.personal));
		await db.deleteFrom('entry_words').execute();
		await db.updateTable('entries').set({ analysis: null }).where('id', '=', id).execute();
		assert.equal(await findAnew(db, keys), 1);
		assert.deepEqual(await found('reader', 'warmtenet'), [DECISION.words.title]);
	});
});

onBothEngines('an action', (fresh) => {
	it('is for somebody who may read it, who hears of it and sees it among their own', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const { core, member, reader } = village.people;
		const leader = await as(db, village, 'leader');
		await assert.rejects(addEntry(db, keys, leader, action(member.account.id, null, { level: 'core' }), noon), {
			code: 'logbook.ownerCannotRead',
		});
		await assert.rejects(addEntry(db, keys, leader, action(reader.account.id, null), noon), { code: 'logbook.ownerCannotRead' });
		const id = await addEntry(db, keys, leader, action(core.account.id, '2026-11-30', { level: 'core' }), noon);
		const [letter] = await subjects(db, village, 'core', 'logbook.action');
		assert.match(letter?.paragraphs.join(' ') ?? '', /Zonnedam-Oost.*30 november 2026/);
		assert.ok(!letter?.paragraphs.join(' ').includes('corporatie'), 'nothing of the core goes by mail');
		const open = await openActionsOf(db, keys, core.account, noon);
		assert.deepEqual(
			open.map(({ entry, mayFinish }) => [entry.id, mayFinish]),
			[[id, true]],
		);
		await finish(db, keys, await as(db, village, 'core'), { id, note: 'Gebeld' }, later(5));
		assert.deepEqual(await openActionsOf(db, keys, core.account, noon), []);
		const done = (await entryFor(db, keys, leader, id)).action;
		assert.deepEqual([done?.doneOn, done?.doneNote], ['2026-11-22', 'Gebeld']);
		await assert.rejects(finish(db, keys, leader, { id, note: '' }, later(6)), { kind: 'conflict' });
		await takeUpAgain(db, keys, leader, id, later(7));
		assert.equal((await openActionsOf(db, keys, core.account, noon)).length, 1);
	});

	it('is reminded of a week before and on the day, once, and only while it is open and theirs', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const leader = await as(db, village, 'leader');
		const { member, core } = village.people;
		const first = await addEntry(db, keys, leader, action(member.account.id, '2026-12-10'), noon);
		await addEntry(db, keys, leader, action(core.account.id, '2026-11-25', { level: 'core' }), noon);
		const written = async (after: number) => remind(db, keys, 'https://wijk.example', days(after));
		assert.equal(await written(1), 0);
		assert.equal(await written(3), 1, 'the day of the one that was due within a week already');
		assert.equal(await written(3), 0);
		assert.equal(await written(11), 1, 'a week before the other');
		assert.equal(await written(12), 0);
		const reminders = await subjects(db, village, 'member', 'logbook.action');
		assert.ok(reminders.some(({ subject, paragraphs }) => subject.includes('Over een week') && paragraphs.includes('Bel de corporatie')));
		assert.ok(!(await subjects(db, village, 'core', 'logbook.action')).some(({ paragraphs }) => paragraphs.join().includes('corporatie')));
		await finish(db, keys, await as(db, village, 'member'), { id: first, note: '' }, days(13));
		assert.equal(await written(18), 0, 'it was done');
		const gone = await addEntry(db, keys, leader, action(member.account.id, '2026-11-22'), noon);
		const seat = (await membersFor(db, leader)).find(({ name }) => name === member.account.name);
		await endMembership(db, keys, leader, seat?.membership ?? '', noon);
		assert.equal(await written(0), 0, `${gone} is of somebody who left`);
	});
});

onBothEngines('who follows', (fresh) => {
	it('an entry, a junction or the project hears of it when they may read it, and not of their own doing', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const [member, core, reader] = [await as(db, village, 'member'), await as(db, village, 'core'), await as(db, village, 'reader')];
		await follow(db, keys, reader, { kind: 'project' }, noon);
		await follow(db, keys, reader, { kind: 'project' }, noon);
		await follow(db, keys, core, { kind: 'junction', id: 'j2' }, noon);
		await follow(db, keys, await as(db, village, 'subproject member'), { kind: 'project' }, noon);
		const id = await addEntry(db, keys, member, DECISION, noon);
		const count = async (who: Resident) => (await subjects(db, village, who)).length;
		assert.deepEqual([await count('reader'), await count('core'), await count('member'), await count('subproject member')], [1, 1, 0, 0]);
		await react(db, keys, reader, { entry: id, text: 'Goed plan' }, later(1));
		assert.deepEqual([await count('reader'), await count('member')], [1, 1], 'who wrote it follows it by itself');
		const [letter] = await subjects(db, village, 'reader');
		assert.ok(letter?.paragraphs.join(' ').includes('warmtenet') && !letter.subject.includes('warmtenet'));
		assert.equal((await db.selectFrom('letters').select('way').where('kind', '=', 'logbook.news').execute())[0]?.way, 'daily');
		await addEntry(db, keys, core, { ...DECISION, level: 'core' }, later(2));
		assert.equal(await count('reader'), 1);
		await unfollow(db, reader, { kind: 'project' });
		assert.equal(await isFollowing(db, reader, { kind: 'project' }), false);
		await addEntry(db, keys, member, DECISION, later(3));
		assert.equal(await count('reader'), 1);
		await assert.rejects(follow(db, keys, reader, { kind: 'entry', id: village.notes.core }, noon), { kind: 'not-found' });
	});
});

onBothEngines('a reaction', (fresh) => {
	it('comes from everybody who reads along, and is taken back by who gave it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const [member, reader, leader] = [await as(db, village, 'member'), await as(db, village, 'reader'), await as(db, village, 'leader')];
		const id = await addEntry(db, keys, member, DECISION, noon);
		const said = await react(db, keys, reader, { entry: id, text: 'ingetrokken woorden' }, later(1));
		const entry = await entryFor(db, keys, leader, id);
		assert.deepEqual(
			(await reactionsTo(db, keys, leader, entry)).map(({ text, authorName, isOwn }) => [text, authorName, isOwn]),
			[['ingetrokken woorden', 'Joost Kramer', false]],
		);
		await assert.rejects(takeBack(db, keys, leader, said, later(2)), { kind: 'not-allowed' });
		await takeBack(db, keys, reader, said, later(2));
		assert.deepEqual(
			(await reactionsTo(db, keys, leader, entry)).map(({ text, removedAt }) => [text, removedAt]),
			[['', later(2).toISOString()]],
		);
		assert.ok(!JSON.stringify(await entriesOf(db, keys, village.project, { limit: 9 })).includes('ingetrokken'));
		await archive(db, keys, signing, leader, later(3));
		await assert.rejects(react(db, keys, await as(db, village, 'reader', later(4)), { entry: id, text: 'x' }, later(4)), {
			kind: 'not-allowed',
		});
	});

	it('and a relation to what somebody may not read stay unseen', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const [member, leader] = [await as(db, village, 'member'), await as(db, village, 'leader')];
		const id = await addEntry(db, keys, member, DECISION, noon);
		await assert.rejects(relate(db, keys, member, { id, kind: 'see-also', to: village.notes.core }, noon), { kind: 'not-found' });
		await relate(db, keys, leader, { id, kind: 'supports', to: village.notes.core }, noon);
		await assert.rejects(relate(db, keys, leader, { id, kind: 'supports', to: id }, noon), { kind: 'conflict' });
		assert.equal((await storyOf(db, keys, leader, { id })).length, 1);
		assert.equal((await storyOf(db, keys, member, { id })).length, 0);
	});
});
