import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { describe, it } from 'node:test';
import { eraseMyself } from '#accounts/erasing/erasing.server.ts';
import { ALL_OF_ACCOUNTS } from '#accounts/erasing/forgetting.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { verifyChain } from '#platform/journal/verifying.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { aMeeting, comesIn, THE_QUESTION } from '../../tests/village/meetings.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys } from '../../tests/village/people.ts';
import { contribute, contributionsFor, hide, show, shownTo } from './contributions.server.ts';
import { chainOf } from './guest.ts';
import { forgetGuests, guestsFor, sendAway } from './guests.server.ts';
import { newJoinCode, readJoinCode } from './join-code.ts';
import { guestOf, join } from './joining.server.ts';
import { close, joinCodeFor, lock, meetingFor, meetingsFor, openMeeting, unlock } from './meetings.server.ts';
import { ownMeetingsOf } from './own-data.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);
const HOUR = 3600;
const DAY = 24 * HOUR;
const evening = { title: 'Bewonersavond', question: THE_QUESTION, hours: 4 };
const notThere = { kind: 'not-found', code: 'platform.notFound' };
const notAllowed = { kind: 'not-allowed' };

const as = (db: Database, village: Neighbourhood, who: Resident, now = noon) =>
	memberOf(db, village.people[who].account, who === 'other municipality' ? village.elsewhere : village.project, now);

/** Types a code that cannot be right. */
const guess = (db: Database, now: Date, place = '203.0.113.9', code = newJoinCode()) => join(db, keys, { code, name: '' }, place, now);
const issueOf = async (joining: ReturnType<typeof join>) => {
	const joined = await joining;
	return joined.ok ? 'in' : joined.issue;
};

describe('a join code', () => {
	it('is eight of 31 signs that nobody mixes up', () => {
		const codes = Array.from({ length: 2000 }, () => newJoinCode());
		for (const code of codes) assert.match(code, /^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
		assert.equal(new Set(codes).size, codes.length);
		assert.equal(new Set(codes.join('').replaceAll('-', '')).size, 31);
	});

	it('can be typed as people type', () => {
		for (const typed of ['ab2c-d3ef', ' AB2C D3EF ', 'ab2cd3ef', 'AB2C–D3EF']) assert.equal(readJoinCode(typed), 'AB2C-D3EF');
		for (const typed of ['', 'AB2C-D3E', 'AB2C-D3EFG', 'AB2C-D3EO', 'AB2C_D3EF']) assert.equal(readJoinCode(typed), null);
	});
});

onBothEngines('a meeting', (fresh) => {
	it('is opened by who works in the whole project, and by nobody else', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		for (const who of ['leader', 'core', 'member'] as const) {
			const id = await openMeeting(db, keys, await as(db, village, who), evening, noon);
			assert.match((await joinCodeFor(db, keys, await as(db, village, who), id, noon)) ?? '', /^.{4}-.{4}$/);
		}
		for (const who of ['subproject member', 'reader'] as const)
			await assert.rejects(openMeeting(db, keys, await as(db, village, who), evening, noon), notAllowed);
		assert.equal((await meetingsFor(db, await as(db, village, 'reader'), noon)).length, 4);
		await assert.rejects(meetingsFor(db, await as(db, village, 'subproject member'), noon), notAllowed);
	});

	it('keeps neither code nor sign where who reads the database could use it', async () => {
		const db = await fresh();
		const { meeting } = await theNeighbourhood(db, noon);
		const rows = JSON.stringify([
			await db.selectFrom('meetings').selectAll().execute(),
			await db.selectFrom('guests').selectAll().execute(),
		]);
		for (const secret of [meeting.code, meeting.code.replace('-', ''), meeting.sign]) assert.ok(!rows.includes(secret));
	});

	it('is hosted by who opened it, and by the leader', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const held = await aMeeting(db, await as(db, village, 'member'), { shown: 'a', waiting: 'b' }, noon);
		await lock(db, keys, await as(db, village, 'leader'), held.id, noon);
		for (const deed of [lock, unlock, close, joinCodeFor.bind(null)])
			await assert.rejects(deed(db, keys, await as(db, village, 'core'), held.id, noon), notAllowed);
		await assert.rejects(guestsFor(db, await as(db, village, 'core'), held.id, noon), notAllowed);
		await assert.rejects(show(db, keys, await as(db, village, 'core'), held.id, held.waiting, noon), notAllowed);
	});

	it('is not there for another project, nor is what belongs to another meeting', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const [leader, other] = [await as(db, village, 'leader'), village.meetingElsewhere];
		for (const work of [
			() => meetingFor(db, leader, other.id, noon),
			() => contributionsFor(db, leader, other.id, noon),
			() => guestsFor(db, leader, other.id, noon),
			() => close(db, keys, leader, other.id, noon),
			() => show(db, keys, leader, village.meeting.id, other.waiting, noon),
		])
			await assert.rejects(work, notThere);
		await assert.rejects(sendAway(db, keys, leader, village.meeting.id, other.guest, noon), notThere);
	});

	it('lets nobody new in once it is locked, and whoever is in stays', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const { id, code, sign } = village.meeting;
		await lock(db, keys, await as(db, village, 'leader'), id, noon);
		assert.equal(await issueOf(join(db, keys, { code, name: '' }, 'x', noon)), 'meetings.locked');
		assert.equal((await guestOf(db, sign, id, noon)).name, 'Gerda');
		await unlock(db, keys, await as(db, village, 'leader'), id, noon);
		assert.equal(await issueOf(join(db, keys, { code, name: '' }, 'x', noon)), 'in');
	});

	it('holds 250 guests, however many come at once', async () => {
		const db = await fresh();
		const { meeting } = await theNeighbourhood(db, noon);
		const rows = Array.from({ length: 246 }, (_, n) => ({
			...{ id: `gast${n}`, meeting: meeting.id, hash: `x${n}`, name: '', joined_at: noon.toISOString(), sent_away_at: null },
		}));
		await db.insertInto('guests').values(rows).execute();
		const tries = await Promise.allSettled(Array.from({ length: 9 }, (_, n) => comesIn(db, meeting.code, '', noon, `192.0.2.${n}`)));
		assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 3);
		assert.equal(await issueOf(join(db, keys, { code: meeting.code, name: '' }, 'x', noon)), 'meetings.full');
	});

	it('is over when it is closed or its time is, for its code and its guests alike', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const [leader, { id, code, sign }] = [await as(db, village, 'leader'), village.meeting];
		assert.ok(await guestOf(db, sign, id, later(4 * HOUR - 1)));
		await assert.rejects(guestOf(db, sign, id, later(4 * HOUR)), notThere);
		assert.equal(await issueOf(join(db, keys, { code, name: '' }, 'x', later(4 * HOUR))), 'meetings.codeWrong');
		await close(db, keys, leader, id, later(60));
		await assert.rejects(guestOf(db, sign, id, later(60)), notThere);
		assert.equal(await issueOf(join(db, keys, { code, name: '' }, 'x', later(61))), 'meetings.codeWrong');
		assert.equal(await joinCodeFor(db, keys, leader, id, later(61)), null);
		await assert.rejects(lock(db, keys, leader, id, later(61)), { kind: 'conflict' });
	});

	it('ends with the work of its project', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await db.updateTable('projects').set({ archived_at: noon.toISOString() }).where('id', '=', village.project).execute();
		await assert.rejects(guestOf(db, village.meeting.sign, village.meeting.id, noon), notThere);
		assert.equal(await issueOf(join(db, keys, { code: village.meeting.code, name: '' }, 'x', noon)), 'meetings.codeWrong');
	});

	it('goes along in the own data of its host, and stays for the leader to run when they are erased', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const { account } = village.people.core;
		const held = await aMeeting(db, await as(db, village, 'core'), { shown: 'a', waiting: 'b' }, noon);
		const { meetings } = await ownMeetingsOf(db, account);
		assert.deepEqual(meetings, [
			{ title: 'Bewonersavond', question: THE_QUESTION, from: noon.toISOString(), to: later(4 * HOUR).toISOString() },
		]);
		const folder = await mkdtemp(joinPath(tmpdir(), 'gewist-'));
		assert.ok((await eraseMyself(db, keys, account, account.address, { folder, holdings: ALL_OF_ACCOUNTS }, noon)).ok);
		await rm(folder, { recursive: true });
		assert.equal((await meetingFor(db, await as(db, village, 'leader'), held.id, noon)).host, null);
		await close(db, keys, await as(db, village, 'leader'), held.id, noon);
		assert.ok(!JSON.stringify(await db.selectFrom('meetings').selectAll().execute()).includes(account.id));
	});
});

onBothEngines('a guest', (fresh) => {
	it('of one meeting is nobody in another, and nobody without a sign', async () => {
		const db = await fresh();
		const { meeting, meetingElsewhere } = await theNeighbourhood(db, noon);
		assert.deepEqual((await guestOf(db, meeting.sign, meeting.id, noon)).meeting, {
			...{ id: meeting.id, title: 'Bewonersavond', question: THE_QUESTION, openUntil: later(4 * HOUR).toISOString() },
		});
		for (const [sign, id] of [
			[meeting.sign, meetingElsewhere.id],
			[meetingElsewhere.sign, meeting.id],
			[undefined, meeting.id],
			['', meeting.id],
			[meeting.sign, 'niets'],
		] as const)
			await assert.rejects(guestOf(db, sign, id, noon), notThere);
	});

	it('sees what the host shows, and nothing of who said it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const [leader, { id, sign, shown, waiting }] = [await as(db, village, 'leader'), village.meeting];
		const guest = await guestOf(db, sign, id, noon);
		assert.deepEqual(await shownTo(db, guest), [{ id: shown, text: 'kanarie-zaal' }]);
		await show(db, keys, leader, id, waiting, later(3));
		await hide(db, keys, leader, id, shown, later(4));
		assert.deepEqual(await shownTo(db, guest), [{ id: waiting, text: 'kanarie-wachtend' }]);
	});

	it('who is sent away finds nothing with the next request, and what they said stays', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const [leader, { id, sign }] = [await as(db, village, 'leader'), village.meeting];
		const before = await guestOf(db, sign, id, later(9));
		const [gerda] = await guestsFor(db, leader, id, noon);
		assert.deepEqual([gerda?.name, gerda?.said], ['Gerda', 2]);
		await sendAway(db, keys, leader, id, before.id, later(10));
		await assert.rejects(guestOf(db, sign, id, later(10)), notThere);
		// Also who was let in a moment before.
		await assert.rejects(contribute(db, keys, before, 'nog even dit', later(10)), notThere);
		assert.deepEqual(await guestsFor(db, leader, id, later(10)), []);
		assert.equal((await contributionsFor(db, leader, id, later(10))).length, 2);
		await assert.rejects(sendAway(db, keys, leader, id, before.id, later(11)), notThere);
	});

	it('says one thing per two seconds, and a hundred in all', async () => {
		const db = await fresh();
		const { meeting } = await theNeighbourhood(db, noon);
		const guest = await guestOf(db, meeting.sign, meeting.id, noon);
		const at = (n: number) => later(10 + n * 2);
		const burst = await Promise.all(Array.from({ length: 20 }, () => contribute(db, keys, guest, 'snel', at(0))));
		assert.equal(burst.filter(({ ok }) => ok).length, 1);
		// Two were said in the village, and one just now.
		for (let n = 1; n <= 97; n++) assert.deepEqual(await contribute(db, keys, guest, `nummer ${n}`, at(n)), { ok: true });
		assert.deepEqual(await contribute(db, keys, guest, 'te veel', at(98)), { ok: false, issue: 'meetings.enough' });
	});

	it('is forgotten thirty days after the meeting, and what they said stays without a name', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const over = 4 * HOUR + 30 * DAY;
		assert.equal(await forgetGuests(db, keys, later(over - 1)), 0);
		assert.equal((await db.selectFrom('guests').select('name').execute()).length, 2);
		assert.equal(await forgetGuests(db, keys, later(over)), 2);
		assert.equal(await forgetGuests(db, keys, later(over + 1)), 0);
		assert.deepEqual(await db.selectFrom('guests').selectAll().execute(), []);
		const kept = await contributionsFor(db, await as(db, village, 'leader'), village.meeting.id, later(over));
		assert.deepEqual(
			kept.map(({ text, name }) => [text, name]),
			[
				['kanarie-wachtend', null],
				['kanarie-zaal', null],
			],
		);
		for (const chain of [chainOf(village.meeting.id), village.project]) assert.ok((await verifyChain(db, keys, chain)).ok);
		const journal = JSON.stringify(await db.selectFrom('journal').selectAll().execute());
		assert.ok(journal.includes('meetings.contributed') && !/Gerda|kanarie-zaal/.test(journal));
	});
});

onBothEngines('the team', (fresh) => {
	it('sees what the room sees while it is open and everything afterwards, the names of guests never', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const { id } = village.meeting;
		const read = async (who: Resident, now: Date) =>
			(await contributionsFor(db, await as(db, village, who), id, now)).map(({ text, name }) => `${text} ${name}`);
		assert.deepEqual(await read('leader', noon), ['kanarie-wachtend Gerda', 'kanarie-zaal Gerda']);
		for (const who of ['core', 'member', 'reader'] as const) {
			assert.deepEqual(await read(who, noon), ['kanarie-zaal null']);
			assert.deepEqual(await read(who, later(4 * HOUR)), ['kanarie-wachtend null', 'kanarie-zaal null']);
		}
		await assert.rejects(read('subproject member', noon), notAllowed);
	});
});

onBothEngines('guessing codes', (fresh) => {
	it('gets one answer for a wrong code, one that is over and one of a closed project', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await close(db, keys, await as(db, village, 'leader'), village.meeting.id, noon);
		const answers = [await guess(db, later(1)), await guess(db, later(1), undefined, village.meeting.code)];
		for (const answer of answers) assert.deepEqual(answer, { ok: false, issue: 'meetings.codeWrong' });
	});

	it('is weighed ten times a minute from one place, exactly, and does not stand in the way of another', async () => {
		const db = await fresh();
		const { meeting } = await theNeighbourhood(db, noon);
		const tries = await Promise.all(Array.from({ length: 60 }, () => issueOf(guess(db, noon))));
		assert.equal(tries.filter((issue) => issue === 'meetings.codeWrong').length, 10);
		assert.equal(await issueOf(guess(db, noon, undefined, meeting.code)), 'meetings.tooMany');
		assert.equal(await issueOf(guess(db, noon, '198.51.100.1', meeting.code)), 'in');
		assert.equal(await issueOf(guess(db, later(60))), 'meetings.codeWrong');
	});

	it('is weighed a hundred times a minute from everywhere', async () => {
		const db = await fresh();
		await theNeighbourhood(db, noon);
		const tries = await Promise.all(Array.from({ length: 130 }, (_, n) => issueOf(guess(db, noon, `203.0.113.${n}`))));
		assert.equal(tries.filter((issue) => issue === 'meetings.codeWrong').length, 100);
	});

	it('is over for a quarter of an hour after twenty misses, also with the right code', async () => {
		const db = await fresh();
		const { meeting } = await theNeighbourhood(db, noon);
		for (let n = 0; n < 20; n++) assert.equal(await issueOf(guess(db, later(n * 7))), 'meetings.codeWrong');
		const last = 19 * 7;
		assert.equal(await issueOf(guess(db, later(last + 70), undefined, meeting.code)), 'meetings.tooMany');
		assert.equal(await issueOf(guess(db, later(last + 15 * 60 - 1), undefined, meeting.code)), 'meetings.tooMany');
		assert.equal(await issueOf(guess(db, later(last + 15 * 60), undefined, meeting.code)), 'in');
	});

	it('does not stand in the way of a whole room behind one address', async () => {
		const db = await fresh();
		const { meeting } = await theNeighbourhood(db, noon);
		const signs = new Set<string>();
		for (let n = 0; n < 60; n++) signs.add(await comesIn(db, meeting.code, '', noon));
		assert.equal(signs.size, 60);
	});
});
