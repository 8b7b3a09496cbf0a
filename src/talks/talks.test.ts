import assert from 'node:assert/strict';
import { it } from 'node:test';
import { operatorOf } from '#accounts/sign-ins.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act, entriesOf } from '#platform/journal/journal.server.ts';
import { found } from '#platform/refusals.ts';
import { changeRole } from '#projects/changing-roles.server.ts';
import { archive } from '#projects/closing.server.ts';
import { journalFor } from '#projects/journal.server.ts';
import { endMembership, memberOf, membersFor } from '#projects/members.server.ts';
import { openFromOutside } from '#projects/opening.server.ts';
import { removeProject } from '#projects/removing.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys, signing } from '../../tests/village/people.ts';
import { ALL_OF_TALKS } from './erasing.server.ts';
import { followUp } from './following.server.ts';
import type { SaidKind } from './line.ts';
import { ambitionsOf, lineFor, linesOf } from './lines.server.ts';
import { ownTalksOf } from './own-data.server.ts';
import { callOff, moveTalk, planTalk, prepareTalk } from './planning.server.ts';
import { type Release, release, reword, takeBack, takeBackForOthers } from './releasing.server.ts';
import { remarksOn, sharedFor, sharedItemFor } from './shared.server.ts';
import { NO_PLAN, type Plan } from './talk.ts';
import { historyOf, partiesSpokenWith, talkFor, talksFor } from './talks.server.ts';
import { changeLine, removeLine, writeAmbition, writeLine } from './writing.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const PLAN: Plan = { ...NO_PLAN, party: 'Netbeheerder', place: 'geheim adres', agreed: 'geheime afspraak' };

const as = (db: Database, { people, project }: Neighbourhood, who: Resident) => memberOf(db, people[who].account, project, noon);

/** Fatima talks with Joost, who only reads along elsewhere; or with somebody who has no account. */
async function aTalk(db: Database, village: Neighbourhood, { person = 'reader' as Resident | null, plan = PLAN } = {}): Promise<string> {
	const given = { person: person && village.people[person].account.id, plan };
	return planTalk(db, keys, await as(db, village, 'member'), given, noon);
}
const write = async (
	db: Database,
	village: Neighbourhood,
	who: Resident,
	talk: string,
	kind: SaidKind = 'fear',
	words = 'geheim',
	now = later(1),
) => writeLine(db, keys, await as(db, village, who), { talk, kind, words }, now);
const give = async (db: Database, village: Neighbourhood, who: Resident, line: string, given: Partial<Release> = {}) =>
	release(
		db,
		keys,
		await as(db, village, who),
		{ ...{ line, text: 'Wij doen mee als er één loket is.', level: 'internal', agreement: null }, ...given },
		later(2),
	);
const texts = async (db: Database, village: Neighbourhood, who: Resident) =>
	(await sharedFor(db, keys, await as(db, village, who))).map(({ text }) => text);
const erase = async (db: Database, { people }: Neighbourhood, who: Resident) => {
	const { id, pseudonym, address } = people[who].account;
	const by = { actor: pseudonym, channel: 'screen' as const, successor: null, isReplayed: false };
	await act(db, keys, async (acting) => {
		for (const holding of ALL_OF_TALKS) await holding(acting, { id, pseudonym, address, invitations: [] }, noon, by);
		await acting.tx.updateTable('memberships').set({ account: null }).where('account', '=', id).execute();
		await acting.tx.deleteFrom('entries').where('author', '=', id).execute();
		await acting.tx.deleteFrom('accounts').where('id', '=', id).execute();
		return acting.record({ chain: 'installation', actor: pseudonym, action: 'accounts.erased', object: pseudonym, channel: 'screen' });
	});
};

onBothEngines('a talk in confidence', (fresh) => {
	it('is there for its two sides, and for nobody else', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const talk = await aTalk(db, village);
		const line = await write(db, village, 'member', talk);
		for (const who of ['member', 'reader'] as const) {
			const side = await as(db, village, who);
			assert.equal((await talkFor(db, keys, side, talk)).plan.place, 'geheim adres');
			assert.deepEqual(
				(await linesOf(db, keys, side, await talkFor(db, keys, side, talk))).map(({ words }) => words),
				['geheim'],
			);
		}
		for (const who of ['leader', 'admin', 'core', 'subproject member'] as const) {
			const other = await as(db, village, who);
			assert.deepEqual(await talksFor(db, keys, other), []);
			await assert.rejects(talkFor(db, keys, other, talk), { kind: 'not-found' });
			await assert.rejects(lineFor(db, keys, other, line), { kind: 'not-found' });
			await assert.rejects(write(db, village, who, talk), { kind: 'not-found' });
			await assert.rejects(give(db, village, who, line), { kind: 'not-found' });
		}
	});

	it('is not there for who opens the project from outside, nor for a side that comes in that way', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const { operator } = village.people;
		const talk = await aTalk(db, village);
		const line = await write(db, village, 'member', talk);
		await openFromOutside(db, keys, found(await operatorOf(db, operator.account)), village.project, 'Dringend.', noon);
		await db.updateTable('talks').set({ person: operator.account.id }).where('id', '=', talk).execute();
		const opener = await as(db, village, 'operator');
		assert.deepEqual(await talksFor(db, keys, opener), []);
		await assert.rejects(talkFor(db, keys, opener, talk), { kind: 'not-found' });
		await assert.rejects(lineFor(db, keys, opener, line), { kind: 'not-found' });
	});

	it('leaves nothing readable in the database, and no trace in the journal of the project', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const before = await entriesOf(db, keys, village.project, { limit: 99 });
		const talk = await aTalk(db, village, { plan: { ...PLAN, party: 'geheime partij' } });
		await write(db, village, 'member', talk, 'nightmare');
		await writeAmbition(db, keys, await as(db, village, 'core'), 'geheime ambitie', later(1));
		const rows = await Promise.all((['talks', 'talk_lines'] as const).map((table) => db.selectFrom(table).selectAll().execute()));
		assert.deepEqual(
			rows.map((some) => some.length),
			[1, 2],
		);
		assert.ok(!/geheim|nightmare|ambitie/.test(JSON.stringify(rows)));
		assert.deepEqual(await entriesOf(db, keys, village.project, { limit: 99 }), before);
		const bodies = await db.selectFrom('journal').select('body').where('chain', '=', `talk-${talk}`).execute();
		assert.deepEqual([bodies.length, /geheim/.test(JSON.stringify(bodies))], [2, false]);
	});

	it('tells its two sides what happened, without the words', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const talk = await aTalk(db, village);
		const line = await write(db, village, 'member', talk);
		await give(db, village, 'reader', line);
		const reader = await as(db, village, 'reader');
		await takeBack(db, keys, reader, line, later(3));
		const history = await historyOf(db, keys, reader, await talkFor(db, keys, reader, talk));
		assert.deepEqual(
			history.map(({ who, action }) => [who, action]),
			[
				['Joost Kramer', 'talks.line-taken-back'],
				['Joost Kramer', 'talks.line-released'],
				['Fatima Haddad', 'talks.line-written'],
				['Fatima Haddad', 'talks.planned'],
			],
		);
		assert.ok(!JSON.stringify(history).includes('geheim'));
	});

	it('keeps who speaks for the party once a word was written, and can be called off before', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const interviewer = await as(db, village, 'member');
		const other = village.people.core.account.id;
		const talk = await aTalk(db, village);
		assert.deepEqual(await prepareTalk(db, keys, interviewer, talk, { person: other, plan: PLAN, version: 1 }, later(1)), { ok: true });
		await write(db, village, 'core', talk);
		for (const person of [village.people.reader.account.id, null])
			await assert.rejects(prepareTalk(db, keys, interviewer, talk, { person, plan: PLAN, version: 2 }), { code: 'talks.personSettled' });
		await assert.rejects(callOff(db, keys, interviewer, talk), { code: 'talks.isWrittenIn' });
		await assert.rejects(prepareTalk(db, keys, await as(db, village, 'core'), talk, { person: other, plan: PLAN, version: 2 }), {
			kind: 'not-allowed',
		});
		const second = await aTalk(db, village);
		await callOff(db, keys, interviewer, second, later(2));
		await assert.rejects(talkFor(db, keys, interviewer, second), { kind: 'not-found' });
	});

	it('is held, written down and closed, and no line is added after that until it is opened again', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const interviewer = await as(db, village, 'member');
		const talk = await aTalk(db, village);
		await moveTalk(db, keys, interviewer, talk, 'held', later(1));
		await assert.rejects(moveTalk(db, keys, interviewer, talk, 'planned'), { kind: 'conflict' });
		await assert.rejects(moveTalk(db, keys, await as(db, village, 'reader'), talk, 'closed'), { kind: 'not-allowed' });
		await moveTalk(db, keys, interviewer, talk, 'closed', later(2));
		await assert.rejects(write(db, village, 'reader', talk), { kind: 'not-allowed' });
		await moveTalk(db, keys, interviewer, talk, 'written', later(3));
		await write(db, village, 'reader', talk);
	});

	it('is planned by who writes in the whole project, with somebody who takes part', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		for (const who of ['reader', 'subproject member'] as const)
			await assert.rejects(planTalk(db, keys, await as(db, village, who), { person: null, plan: PLAN }), { kind: 'not-allowed' });
		for (const who of ['former member', 'other municipality', 'member'] as const)
			await assert.rejects(aTalk(db, village, { person: who }), { code: 'talks.personElsewhere' });
		assert.ok(await aTalk(db, village, { person: 'subproject member' }));
	});

	it('shows the second of two people what the first made of a line', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const line = await write(db, village, 'member', await aTalk(db, village));
		const [interviewer, person] = [await as(db, village, 'member'), await as(db, village, 'reader')];
		assert.deepEqual(await changeLine(db, keys, person, line, { words: 'beter', version: 1 }, later(2)), { ok: true });
		const second = await changeLine(db, keys, interviewer, line, { words: 'anders', version: 1 }, later(3));
		assert.ok(!second.ok);
		assert.equal(second.meanwhile.words, 'beter');
	});

	it('says with how many parties was talked from three on, and nothing at all before', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const interviewer = await as(db, village, 'member');
		const count = async () => partiesSpokenWith(db, keys, await as(db, village, 'leader'));
		for (const [party, said] of [
			['Netbeheerder', null],
			['VvE De Eik', null],
			['netbeheerder', null],
			['De Brug', 3],
		] as const) {
			const talk = await aTalk(db, village, { person: null, plan: { ...PLAN, party } });
			await moveTalk(db, keys, interviewer, talk, 'held', later(1));
			assert.equal(await count(), said);
		}
		await aTalk(db, village, { person: null, plan: { ...PLAN, party: 'nog niet gesproken' } });
		assert.equal(await count(), 3);
		await assert.rejects(partiesSpokenWith(db, keys, await as(db, village, 'subproject member')), { kind: 'not-allowed' });
	});
});

onBothEngines('what is released of a talk', (fresh) => {
	it('is released line by line by who speaks for the party, and by no interviewer beside them', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const talk = await aTalk(db, village);
		const line = await write(db, village, 'member', talk);
		await write(db, village, 'member', talk, 'dream', 'geheime droom');
		await assert.rejects(give(db, village, 'member', line), { kind: 'not-allowed' });
		const id = await give(db, village, 'reader', line);
		const [item] = await sharedFor(db, keys, await as(db, village, 'leader'));
		assert.deepEqual(
			[item?.id, item?.kind, item?.party, item?.state, item?.sharerName, item?.agreement],
			[id, 'condition', 'Netbeheerder', 'open', 'Joost Kramer', null],
		);
		await assert.rejects(give(db, village, 'reader', line), { kind: 'not-allowed' });
		const journal = await journalFor(db, keys, await as(db, village, 'leader'), { limit: 1 });
		assert.deepEqual([journal[0]?.action, journal[0]?.who], ['talks.released', 'Joost Kramer']);
		assert.ok(!JSON.stringify(await db.selectFrom('shared_items').selectAll().execute()).includes('loket'));
	});

	it('never comes from a note', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const line = await write(db, village, 'reader', await aTalk(db, village), 'note');
		await assert.rejects(give(db, village, 'reader', line), { kind: 'not-allowed' });
	});

	it('is released by the interviewer for a party without an account, with how it agreed, but never where nothing is shared', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const line = await write(db, village, 'member', await aTalk(db, village, { person: null }));
		await assert.rejects(give(db, village, 'member', line), { code: 'talks.agreementMissing' });
		await give(db, village, 'member', line, { agreement: 'letter' });
		assert.equal((await sharedFor(db, keys, await as(db, village, 'reader')))[0]?.agreement, 'letter');
		const silent = await aTalk(db, village, { person: null, plan: { ...PLAN, privacy: 'nothing' } });
		const kept = await write(db, village, 'member', silent);
		await assert.rejects(give(db, village, 'member', kept, { agreement: 'letter' }), { kind: 'not-allowed' });
	});

	it('is for whom the party chose, in words that can change, and the words of the talk stay where they are', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const line = await write(db, village, 'member', await aTalk(db, village));
		const reader = await as(db, village, 'reader');
		const id = await give(db, village, 'reader', line, { level: 'core', text: 'Eerst.' });
		for (const who of ['leader', 'admin', 'core'] as const) assert.deepEqual(await texts(db, village, who), ['Eerst.']);
		for (const who of ['member', 'reader'] as const) assert.deepEqual(await texts(db, village, who), []);
		await assert.rejects(texts(db, village, 'subproject member'), { kind: 'not-allowed' });
		assert.ok(!(await journalFor(db, keys, await as(db, village, 'member'))).some(({ action }) => action === 'talks.released'));
		const given = { line, text: 'Daarna.', level: 'internal', agreement: null, version: 1 } as const;
		assert.deepEqual(await reword(db, keys, reader, given, later(3)), { ok: true });
		assert.deepEqual(await texts(db, village, 'member'), ['Daarna.']);
		const second = await reword(db, keys, reader, given, later(4));
		assert.ok(!second.ok && second.meanwhile?.version === 2);
		assert.equal((await lineFor(db, keys, reader, line)).words, 'geheim');
		assert.equal((await sharedItemFor(db, keys, await as(db, village, 'core'), id)).version, 2);
	});

	it('is followed by an owner, a state and dated remarks, and shows the second of two people what the first did', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const item = await give(db, village, 'reader', await write(db, village, 'member', await aTalk(db, village)));
		const { account } = village.people.core;
		const core = await as(db, village, 'core');
		const given = { item, owner: account.id, state: 'met', remark: 'Het loket is er.', version: 1 } as const;
		assert.deepEqual(await followUp(db, keys, core, given, later(3)), { ok: true });
		const second = await followUp(db, keys, await as(db, village, 'member'), given, later(4));
		assert.ok(!second.ok && second.meanwhile.state === 'met');
		const there = await sharedItemFor(db, keys, await as(db, village, 'reader'), item);
		assert.deepEqual([there.ownerName, there.state, there.version], ['Bram de Wit', 'met', 2]);
		const remarks = (await remarksOn(db, keys, core, [there])).get(item) ?? [];
		assert.deepEqual(
			remarks.map(({ authorName, ownerName, text }) => [authorName, ownerName, text]),
			[['Bram de Wit', 'Bram de Wit', 'Het loket is er.']],
		);
		await assert.rejects(followUp(db, keys, await as(db, village, 'reader'), { ...given, version: 2 }), { kind: 'not-allowed' });
		const elsewhere = { ...given, owner: village.people.reader.account.id, version: 2 };
		await assert.rejects(followUp(db, keys, core, elsewhere), { code: 'talks.ownerCannotRead' });
		assert.ok(!JSON.stringify(await db.selectFrom('shared_remarks').selectAll().execute()).includes('loket'));
		assert.ok(!JSON.stringify(await entriesOf(db, keys, village.project, { limit: 9 })).includes('loket'));
	});

	it('that becomes narrower loses an owner who cannot read it any more', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const line = await write(db, village, 'member', await aTalk(db, village));
		const item = await give(db, village, 'reader', line);
		const owner = village.people.member.account.id;
		await followUp(db, keys, await as(db, village, 'leader'), { item, owner, state: 'open', remark: '', version: 1 }, later(3));
		const given = { line, text: 'Voor jullie.', level: 'core', agreement: null, version: 2 } as const;
		await reword(db, keys, await as(db, village, 'reader'), given, later(4));
		assert.equal((await sharedItemFor(db, keys, await as(db, village, 'leader'), item)).owner, null);
	});

	it('is gone for everybody but the two sides once it is taken back, also in a project that is closed', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const talk = await aTalk(db, village);
		const line = await write(db, village, 'member', talk);
		const item = await give(db, village, 'reader', line);
		const leader = await as(db, village, 'leader');
		await followUp(db, keys, leader, { item, owner: null, state: 'open', remark: 'We bellen.', version: 1 }, later(3));
		await moveTalk(db, keys, await as(db, village, 'member'), talk, 'closed', later(4));
		await archive(db, keys, signing, leader, later(5));
		await assert.rejects(takeBack(db, keys, await as(db, village, 'member'), line), { kind: 'not-allowed' });
		await assert.rejects(takeBackForOthers(db, keys, await as(db, village, 'leader'), item), { kind: 'not-allowed' });
		await takeBack(db, keys, await as(db, village, 'reader'), line, later(6));
		assert.deepEqual(await texts(db, village, 'leader'), []);
		for (const table of ['shared_items', 'shared_remarks'] as const) assert.deepEqual(await db.selectFrom(table).selectAll().execute(), []);
		assert.equal((await lineFor(db, keys, await as(db, village, 'member'), line)).words, 'geheim');
		assert.equal((await journalFor(db, keys, await as(db, village, 'leader'), { limit: 1 }))[0]?.action, 'talks.taken-back');
	});

	it('is taken back before the line under it is removed', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const line = await write(db, village, 'member', await aTalk(db, village));
		await give(db, village, 'reader', line);
		for (const who of ['member', 'reader'] as const)
			await assert.rejects(removeLine(db, keys, await as(db, village, who), line), { kind: 'not-allowed' });
		await takeBack(db, keys, await as(db, village, 'reader'), line, later(3));
		await removeLine(db, keys, await as(db, village, 'reader'), line, later(4));
		await assert.rejects(lineFor(db, keys, await as(db, village, 'member'), line), { kind: 'not-found' });
	});

	it('is taken back by the leader once nobody here speaks for the party any more', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const item = await give(db, village, 'reader', await write(db, village, 'member', await aTalk(db, village)));
		const leader = await as(db, village, 'leader');
		const joost = (await membersFor(db, leader)).find(({ name }) => name === 'Joost Kramer');
		await endMembership(db, keys, leader, joost?.membership ?? '', later(3));
		await assert.rejects(takeBackForOthers(db, keys, await as(db, village, 'core'), item), { kind: 'not-allowed' });
		await takeBackForOthers(db, keys, leader, item, later(4));
		assert.deepEqual(await texts(db, village, 'core'), []);
	});

	it('stays in the hands of who released it when they read less from then on', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const line = await write(db, village, 'member', await aTalk(db, village));
		await give(db, village, 'reader', line);
		const leader = await as(db, village, 'leader');
		const joost = (await membersFor(db, leader)).find(({ name }) => name === 'Joost Kramer');
		const seat = { membership: joost?.membership ?? '', role: 'subproject', subproject: village.part } as const;
		await changeRole(db, keys, leader, seat, later(3));
		await takeBack(db, keys, await as(db, village, 'reader'), line, later(4));
		assert.deepEqual(await texts(db, village, 'leader'), []);
	});
});

onBothEngines('an ambition of one’s own', (fresh) => {
	it('is its author’s alone until they share it, and again once they take it back', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const own = await as(db, village, 'subproject member');
		const line = await writeAmbition(db, keys, own, 'Mijn droom.', later(1));
		for (const who of ['leader', 'core', 'member'] as const) {
			assert.deepEqual(await ambitionsOf(db, keys, await as(db, village, who)), []);
			await assert.rejects(lineFor(db, keys, await as(db, village, who), line), { kind: 'not-found' });
		}
		await give(db, village, 'subproject member', line, { text: 'Wij willen een buurthuis.' });
		const [item] = await sharedFor(db, keys, await as(db, village, 'leader'));
		assert.deepEqual([item?.kind, item?.party, item?.text], ['ambition', 'Sem Smit', 'Wij willen een buurthuis.']);
		await takeBack(db, keys, own, line, later(3));
		assert.deepEqual(await texts(db, village, 'leader'), []);
		assert.equal((await ambitionsOf(db, keys, own))[0]?.words, 'Mijn droom.');
	});
});

onBothEngines('what talks keep of a person', (fresh) => {
	it('goes along with each side: what they said for a party, and what they wrote down', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const talk = await aTalk(db, village);
		const line = await write(db, village, 'member', talk, 'fear', 'van Fatima');
		await write(db, village, 'reader', talk, 'dream', 'van Joost', later(2));
		await writeAmbition(db, keys, await as(db, village, 'member'), 'eigen', later(2));
		await give(db, village, 'reader', line);
		const words = async (who: Resident) => (await ownTalksOf(db, keys, village.people[who].account)).lines.map((one) => one.words);
		assert.deepEqual(await words('reader'), ['van Fatima', 'van Joost']);
		assert.deepEqual(await words('member'), ['van Fatima', 'eigen']);
		assert.deepEqual(await words('leader'), []);
		const { talks, shared } = await ownTalksOf(db, keys, village.people.reader.account);
		assert.deepEqual([talks[0]?.isInterviewer, talks[0]?.plan.party, shared.length], [false, 'Netbeheerder', 1]);
	});

	it('goes with who spoke for the party, with what was released of it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const talk = await aTalk(db, village);
		await give(db, village, 'reader', await write(db, village, 'member', talk));
		await erase(db, village, 'reader');
		assert.deepEqual(await talksFor(db, keys, await as(db, village, 'member')), []);
		assert.deepEqual(await db.selectFrom('talk_lines').selectAll().execute(), []);
		assert.deepEqual(await texts(db, village, 'leader'), []);
		assert.equal((await journalFor(db, keys, await as(db, village, 'leader'), { limit: 1 }))[0]?.action, 'talks.taken-back');
	});

	it('goes with an interviewer where nobody else could read it; what was released stays', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const alone = await aTalk(db, village, { person: null });
		await give(db, village, 'member', await write(db, village, 'member', alone), { agreement: 'spoken' });
		const withJoost = await aTalk(db, village);
		await write(db, village, 'member', withJoost, 'dream', 'blijft van Joost');
		await erase(db, village, 'member');
		const reader = await as(db, village, 'reader');
		const [left, ...others] = await talksFor(db, keys, reader);
		assert.deepEqual([left?.id, left?.interviewerName, others.length], [withJoost, '', 0]);
		assert.deepEqual(
			(await linesOf(db, keys, reader, found(left))).map(({ words, authorName }) => [words, authorName]),
			[['blijft van Joost', '']],
		);
		assert.equal((await texts(db, village, 'leader')).length, 1);
		const [item] = await sharedFor(db, keys, await as(db, village, 'leader'));
		await takeBackForOthers(db, keys, await as(db, village, 'leader'), item?.id ?? '', later(5));
		assert.deepEqual(await texts(db, village, 'leader'), []);
	});

	it('goes with the project', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await give(db, village, 'reader', await write(db, village, 'member', await aTalk(db, village)));
		await act(db, keys, (acting) => removeProject(acting, village.project, 'x'));
		for (const table of ['talks', 'talk_lines', 'shared_items', 'shared_remarks'] as const)
			assert.deepEqual(await db.selectFrom(table).selectAll().execute(), []);
	});
});
