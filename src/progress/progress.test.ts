import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Database } from '#platform/database/database.server.ts';
import { tell } from '#platform/journal/telling.ts';
import { lettersFor } from '#platform/letters/letters.server.ts';
import { speechIn } from '#platform/messages.ts';
import { PROJECT_TELLING } from '#projects/happenings.ts';
import { linesFor } from '#projects/journal.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { aManuscript, published } from '../../tests/village/method.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys } from '../../tests/village/people.ts';
import { changesFor, standingsFor } from './changes.server.ts';
import { changeProgress } from './changing.server.ts';
import { ownProgressOf } from './own-data.server.ts';
import type { Seen } from './progress.ts';
import { summaryOf } from './progress.ts';
import { accept, decline, proposalsFor, propose } from './proposing.server.ts';
import { changeSensitivity, sensitivitiesFor } from './sensitivity.server.ts';
import { isSensitiveIn, timingMissing } from './sensitivity.ts';
import { addWait, endWait, waitsFor } from './waits.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const edition = published(aManuscript()).current;

const as = (db: Database, { people, project }: Neighbourhood, who: Resident) => memberOf(db, people[who].account, project, noon);
const wish = (more: Partial<Seen> = {}): Seen => ({
	...{ junction: 'kennismaken', status: 'started', reason: 'We zijn begonnen.', seen: 0 },
	...{ happenedOn: null, plannedFrom: null, plannedUntil: null, owner: null },
	...more,
});
const change = async (db: Database, village: Neighbourhood, who: Resident, wishes: Seen[], part: string | null = null, at = noon) =>
	changeProgress(db, keys, await as(db, village, who), edition, { part, wishes, channel: 'screen' }, at);

onBothEngines('progress', (fresh) => {
	it('is changed by the leader with a reason, and every change stays to be read', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const owner = village.people.member.account.id;
		const planned = { plannedFrom: '2026-12-01', plannedUntil: '2027-02-01', owner };
		assert.deepEqual(await change(db, village, 'leader', [wish({ ...planned, happenedOn: '2026-11-20' })]), { ok: true });
		await change(db, village, 'leader', [wish({ seen: 1, status: 'finished', reason: 'Het verslag is vastgesteld.' })], null, later(1));
		const reader = await as(db, village, 'reader');
		const now = (await standingsFor(db, reader, null)).get('kennismaken');
		assert.deepEqual([now?.status, now?.seq, now?.authorName, now?.ownerName], ['finished', 2, 'Fenna de Boer', null]);
		const history = await changesFor(db, reader, null, 'kennismaken');
		assert.deepEqual(
			history.map(({ status, ownerName, happenedOn, plannedUntil }) => [status, ownerName, happenedOn, plannedUntil]),
			[
				['finished', null, null, null],
				['started', 'Fatima Haddad', '2026-11-20', '2027-02-01'],
			],
		);
		assert.deepEqual(summaryOf(edition, await standingsFor(db, reader, null)), { done: 1, of: 3, phase: 1 });
		const [line] = await linesFor(db, keys, reader);
		assert.ok(line);
		const told = tell(line, PROJECT_TELLING, speechIn('nl'));
		assert.equal(told.sentence, 'Fenna de Boer wijzigde de stand van een knooppunt');
		assert.deepEqual(
			told.changes.find(({ label }) => label === 'Status'),
			{ label: 'Status', before: 'gestart', after: 'afgerond' },
		);
		assert.ok(told.changes.some(({ after }) => after === '1.01 Knooppunt kennismaken'));
	});

	it('is changed by nobody who only takes part, and not from outside or by name of somebody else', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		for (const who of ['core', 'member', 'subproject member', 'reader'] as const)
			await assert.rejects(change(db, village, who, [wish()]), { kind: 'not-allowed' });
		await assert.rejects(change(db, village, 'leader', [wish({ junction: 'bestaat-niet' })]), { kind: 'not-found' });
		await assert.rejects(change(db, village, 'leader', [wish({ owner: village.people['former member'].account.id })]), {
			kind: 'not-found',
		});
		await assert.rejects(change(db, village, 'leader', [wish()], 'bestaat-niet'), { kind: 'not-found' });
		assert.equal((await standingsFor(db, await as(db, village, 'leader'), null)).size, 0);
	});

	it('shows the second of two people what the first one made of it, and stores nothing of the second', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const both = await Promise.all([
			change(db, village, 'leader', [wish({ reason: 'de een' })]),
			change(db, village, 'leader', [wish({ reason: 'de ander' })]),
		]);
		const [overtaken] = both.flatMap((one) => (one.ok ? [] : one.overtaken));
		assert.deepEqual(both.map(({ ok }) => ok).toSorted(), [false, true]);
		assert.equal(overtaken?.status, 'started');
		assert.equal((await changesFor(db, await as(db, village, 'leader'), null)).length, 1);
	});

	it('is changed for many junctions at once, or for none of them', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await change(db, village, 'leader', [wish({ junction: 'afspreken' })]);
		const many = [wish({ seen: 0 }), wish({ junction: 'afspreken', seen: 0 })];
		const refused = await change(db, village, 'leader', many);
		assert.deepEqual(refused.ok ? [] : refused.overtaken.map(({ junction }) => junction), ['afspreken']);
		assert.equal((await standingsFor(db, await as(db, village, 'leader'), null)).has('kennismaken'), false);
		assert.deepEqual(await change(db, village, 'leader', [wish({ seen: 0 }), wish({ junction: 'afspreken', seen: 1 })]), { ok: true });
	});

	it('of one part is for who sees that part, and apart from that of the whole', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await change(db, village, 'leader', [wish({ status: 'finished' })], village.part);
		await change(db, village, 'leader', [wish({ reason: 'elders' })], village.otherPart, later(1));
		const sem = await as(db, village, 'subproject member');
		assert.equal((await standingsFor(db, sem, village.part)).get('kennismaken')?.status, 'finished');
		for (const part of [null, village.otherPart]) {
			await assert.rejects(standingsFor(db, sem, part), { kind: 'not-found' });
			await assert.rejects(changesFor(db, sem, part), { kind: 'not-found' });
		}
		assert.equal((await standingsFor(db, await as(db, village, 'leader'), null)).size, 0);
		const actions = (await linesFor(db, keys, sem)).filter(({ action }) => action === 'progress.changed');
		assert.equal(actions.length, 1);
	});

	it('is proposed by a member, accepted with one click, and who proposed it hears so', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const fatima = await as(db, village, 'member');
		const { seen: _, ...proposed } = wish({ owner: fatima.account, reason: 'Bewoners zijn begonnen.' });
		const id = await propose(db, keys, fatima, edition, { part: null, wish: proposed }, noon);
		const leader = await as(db, village, 'leader');
		assert.deepEqual(
			(await lettersFor(db, keys, leader.account, noon)).map(({ kind, subject }) => [kind, subject]),
			[['progress.proposed', 'Een voorstel: 1.01 Knooppunt kennismaken']],
		);
		assert.deepEqual(
			(await proposalsFor(db, leader)).map(({ reason, proposerName, ownerName }) => [reason, proposerName, ownerName]),
			[['Bewoners zijn begonnen.', 'Fatima Haddad', 'Fatima Haddad']],
		);
		assert.equal((await standingsFor(db, leader, null)).size, 0);
		await assert.rejects(accept(db, keys, fatima, edition, { proposal: id, seen: 0 }, noon), { kind: 'not-allowed' });
		assert.deepEqual(await accept(db, keys, leader, edition, { proposal: id, seen: 0 }, later(1)), { ok: true });
		const now = (await standingsFor(db, leader, null)).get('kennismaken');
		assert.deepEqual([now?.authorName, now?.acceptedByName, now?.ownerName], ['Fatima Haddad', 'Fenna de Boer', 'Fatima Haddad']);
		assert.deepEqual(await proposalsFor(db, leader), []);
		const [letter] = await lettersFor(db, keys, fatima.account, later(1));
		assert.match(letter?.subject ?? '', /Je voorstel is overgenomen: 1.01/);
		await assert.rejects(accept(db, keys, leader, edition, { proposal: id, seen: 1 }, later(2)), { kind: 'conflict' });
	});

	it('is declined with a reason that reaches who proposed it; who only reads proposes nothing', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const { seen: _, ...proposed } = wish();
		const sem = await as(db, village, 'subproject member');
		await assert.rejects(propose(db, keys, sem, edition, { part: null, wish: proposed }, noon), { kind: 'not-allowed' });
		for (const who of ['reader', 'leader'] as const)
			await assert.rejects(propose(db, keys, await as(db, village, who), edition, { part: null, wish: proposed }, noon), {
				kind: 'not-allowed',
			});
		const id = await propose(db, keys, sem, edition, { part: village.part, wish: proposed }, noon);
		await decline(db, keys, await as(db, village, 'leader'), edition, { proposal: id, reason: 'Eerst het gesprek.' }, later(1));
		const [letter] = await lettersFor(db, keys, sem.account, later(1));
		assert.deepEqual(letter?.paragraphs.at(-1), 'Eerst het gesprek.');
		assert.equal((await standingsFor(db, sem, village.part)).size, 0);
	});

	it('of a proposal is not stored over what was changed since it was looked at', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const { seen: _, ...proposed } = wish();
		const id = await propose(db, keys, await as(db, village, 'core'), edition, { part: null, wish: proposed }, noon);
		await change(db, village, 'leader', [wish({ status: 'paused' })], null, later(1));
		const leader = await as(db, village, 'leader');
		const refused = await accept(db, keys, leader, edition, { proposal: id, seen: 0 }, later(2));
		assert.deepEqual(refused.ok ? [] : refused.overtaken.map(({ status }) => status), ['paused']);
		assert.equal((await proposalsFor(db, leader)).length, 1);
		assert.deepEqual(await accept(db, keys, leader, edition, { proposal: id, seen: 1 }, later(3)), { ok: true });
	});

	it('says by itself what is sensitive here, and asks whether college and council are on time', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const leader = await as(db, village, 'leader');
		const given = {
			...{ junction: 'kennismaken', isSensitive: true, reason: 'De wethouder ligt onder vuur.', seen: 0 },
			...{ college: { on: '2026-12-08', unneeded: null }, council: { on: null, unneeded: null } },
		};
		assert.deepEqual(await changeSensitivity(db, keys, leader, edition, given, noon), { ok: true });
		const own = await sensitivitiesFor(db, await as(db, village, 'reader'));
		const junction = edition.junction('kennismaken');
		assert.ok(junction && isSensitiveIn(own, junction));
		assert.deepEqual(timingMissing(own.get('kennismaken')), ['council']);
		const again = await changeSensitivity(db, keys, leader, edition, { ...given, isSensitive: false }, later(1));
		assert.equal(again.ok, false);
		assert.equal((await sensitivitiesFor(db, await as(db, village, 'subproject member'))).size, 0);
		await assert.rejects(changeSensitivity(db, keys, await as(db, village, 'core'), edition, given, noon), { kind: 'not-allowed' });
	});

	it('lets a project say what waits on what, and never in a circle', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const leader = await as(db, village, 'leader');
		const wait = { junction: 'afspreken', waitsFor: 'kennismaken', reason: 'Eerst kennen, dan tekenen.' };
		assert.deepEqual(await addWait(db, keys, leader, edition, wait, noon), { ok: true });
		assert.deepEqual(await addWait(db, keys, leader, edition, wait, noon), { ok: false, issue: 'progress.waitKnown' });
		// The method says that aanleggen waits for kennismaken.
		const circle = { junction: 'kennismaken', waitsFor: 'aanleggen', reason: 'x' };
		assert.deepEqual(await addWait(db, keys, leader, edition, circle, noon), { ok: false, issue: 'progress.waitCircle' });
		const self = { ...wait, waitsFor: 'afspreken' };
		assert.deepEqual(await addWait(db, keys, leader, edition, self, noon), { ok: false, issue: 'progress.waitSelf' });
		const [own] = await waitsFor(db, leader);
		await endWait(db, keys, leader, edition, own?.id ?? '', later(1));
		assert.deepEqual(await waitsFor(db, leader), []);
		await assert.rejects(endWait(db, keys, leader, edition, own?.id ?? '', later(2)), { kind: 'not-found' });
	});

	it('goes along with who wrote it, with their own words only', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const owner = village.people.member.account;
		await change(db, village, 'leader', [wish({ owner: owner.id, reason: 'Woorden van Fenna.' })]);
		const { changes } = await ownProgressOf(db, owner);
		assert.deepEqual(
			changes.map(({ project, junction, isOwner, reason }) => [project, junction, isOwner, reason]),
			[['Zonnedam-Oost', 'kennismaken', true, '']],
		);
		assert.equal((await ownProgressOf(db, village.people.leader.account)).changes[0]?.reason, 'Woorden van Fenna.');
	});
});
