import assert from 'node:assert/strict';
import { it } from 'node:test';
import { SIDE } from '#design/five-by-five.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act, entriesOf } from '#platform/journal/journal.server.ts';
import { speechIn } from '#platform/messages.ts';
import { archive } from '#projects/closing.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { removeProject } from '#projects/removing.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys, signing } from '../../tests/village/people.ts';
import { addStakeholder } from './adding.server.ts';
import { agendaItem, agendaOf, gapOf } from './agenda.ts';
import { changeStakeholder, versionsOf } from './changing.server.ts';
import { ALL_OF_STAKEHOLDERS } from './erasing.server.ts';
import { NO_JUDGEMENTS, type Place } from './judgement.ts';
import { judgementsFor, judgementsOf } from './judgements.server.ts';
import { adoptAgreed, chooseGroup, placeTogether, score } from './judging.server.ts';
import { dotsOf, standingOf } from './matrix.ts';
import { ownStakeholdersOf } from './own-data.server.ts';
import { matrixPicture } from './picture.ts';
import { removeStakeholder } from './removing.server.ts';
import { type Facts, inSight, isDecisive, NO_FACTS, type RegisterLevel } from './stakeholder.ts';
import { stakeholderFor, stakeholdersFor } from './stakeholders.server.ts';
import type { Step } from './steps.ts';
import { suggestionFor } from './suggestion.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

const CORPORATION: Facts = {
	...{ name: 'Woonstichting De Brug', kind: 'woningcorporatie', contacts: 'Bram, gebiedsregisseur', rank: 'primary' },
	...{ dwellings: 340, share: 42.5, willingness: 4, source: 'Kadaster, mei 2026', reviewOn: '2027-05-01' },
};
const called = (name: string, share: number | null = null): Facts => ({ ...NO_FACTS, name, share });
const at = (interest: Step | null, influence: Step | null, why = 'daarom'): Place => ({
	interest: { step: interest, reason: interest === null ? '' : why },
	influence: { step: influence, reason: influence === null ? '' : why },
});

const as = (db: Database, { people, project }: Neighbourhood, who: Resident, now = noon) => memberOf(db, people[who].account, project, now);
const add = async (db: Database, village: Neighbourhood, who: Resident, facts: Facts, level: RegisterLevel = 'internal') =>
	addStakeholder(db, keys, await as(db, village, who), { level, owner: null, facts }, noon);
const names = async (db: Database, village: Neighbourhood, who: Resident) =>
	inSight(await stakeholdersFor(db, keys, await as(db, village, who))).map(({ facts }) => facts.name);
const judged = async (db: Database, village: Neighbourhood, who: Resident, id: string) => {
	const member = await as(db, village, who);
	return judgementsOf(db, keys, member, await stakeholderFor(db, keys, member, id));
};
const newest = async (db: Database, chain: string) => (await entriesOf(db, keys, chain, { limit: 1 }))[0];

onBothEngines('the register of stakeholders', (fresh) => {
	it('keeps what is known of a party, along which way it came, and who keeps in touch', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const { account } = village.people.core;
		const given = { level: 'internal', owner: account.id, facts: CORPORATION, channel: 'phone' } as const;
		const id = await addStakeholder(db, keys, await as(db, village, 'member'), given, noon);
		const one = await stakeholderFor(db, keys, await as(db, village, 'reader'), id);
		assert.deepEqual(one.facts, CORPORATION);
		assert.deepEqual([one.ownerName, one.authorName, one.channel, one.version], ['Bram de Wit', 'Fatima Haddad', 'phone', 1]);
		const told = await newest(db, village.project);
		assert.deepEqual([told?.action, told?.channel, told?.object], ['stakeholders.added', 'phone', id]);
	});

	it('has whoever owns most first, and names who can make or break it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		for (const facts of [called('VvE De Eik', 24.9), called('Bewoners'), CORPORATION, called('Aannemer')])
			await add(db, village, 'leader', facts);
		assert.deepEqual(await names(db, village, 'reader'), [CORPORATION.name, 'VvE De Eik', 'Aannemer', 'Bewoners']);
		const decisive = (await stakeholdersFor(db, keys, await as(db, village, 'leader'))).filter(isDecisive);
		assert.deepEqual(
			decisive.map(({ facts }) => facts.name),
			[CORPORATION.name],
		);
	});

	it('shows each level to whom it is for, and lets nobody write beyond theirs', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await add(db, village, 'member', called('Open'));
		const secret = await add(db, village, 'core', called('Stil'), 'core');
		assert.deepEqual(await names(db, village, 'leader'), ['Open', 'Stil']);
		for (const who of ['member', 'reader'] as const) assert.deepEqual(await names(db, village, who), ['Open']);
		await assert.rejects(stakeholderFor(db, keys, await as(db, village, 'member'), secret), { kind: 'not-found' });
		await assert.rejects(names(db, village, 'subproject member'), { kind: 'not-allowed' });
		await assert.rejects(stakeholderFor(db, keys, await as(db, village, 'subproject member'), secret), { kind: 'not-found' });
		await assert.rejects(add(db, village, 'member', called('x'), 'core'), { kind: 'not-allowed' });
		await assert.rejects(add(db, village, 'reader', called('x')), { kind: 'not-allowed' });
		await archive(db, keys, signing, await as(db, village, 'leader'), noon);
		await assert.rejects(add(db, village, 'leader', called('x')), { kind: 'not-allowed' });
	});

	it('lets nobody keep in touch who may not read of it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const given = { level: 'core', owner: village.people.member.account.id, facts: CORPORATION } as const;
		await assert.rejects(addStakeholder(db, keys, await as(db, village, 'leader'), given, noon), { kind: 'conflict' });
		assert.deepEqual(await names(db, village, 'leader'), []);
	});

	it('holds nothing readable of what is above internal', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const core = await as(db, village, 'core');
		const id = await add(db, village, 'core', { ...called('geheimpje'), contacts: 'geheimpje' }, 'core');
		await changeStakeholder(db, keys, core, id, { version: 1, owner: null, facts: called('geheimpje 2') }, later(1));
		await score(db, keys, core, [{ stakeholder: id, place: at(4, 4, 'geheimpje') }], 'screen', later(2));
		await placeTogether(db, keys, core, { stakeholder: id, place: at(4, 4, 'geheimpje'), seen: null }, later(3));
		await chooseGroup(db, keys, core, { stakeholder: id, group: 'deciding', reason: 'geheimpje', seen: null }, later(4));
		const tables = ['stakeholders', 'stakeholder_versions', 'stakeholder_judgements'] as const;
		const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
		assert.ok(rows.every((some) => some.length > 0));
		assert.ok(!JSON.stringify(rows).includes('geheim'));
		assert.ok(!JSON.stringify(await entriesOf(db, keys, village.project, { limit: 9 })).includes('geheim'));
		await removeStakeholder(db, keys, core, { id, reason: 'geheimpje' }, later(5));
		assert.ok(!JSON.stringify(await db.selectFrom('stakeholder_removals').selectAll().execute()).includes('geheim'));
		assert.equal((await stakeholderFor(db, keys, await as(db, village, 'leader'), id)).removed?.reason, 'geheimpje');
	});

	it('keeps how a party stood, and shows the second of two people what the first wrote', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await add(db, village, 'leader', CORPORATION);
		const change = async (who: Resident, version: number, facts: Facts, now: Date) =>
			changeStakeholder(db, keys, await as(db, village, who), id, { version, owner: null, facts }, now);
		assert.deepEqual(await change('member', 1, { ...CORPORATION, willingness: 2 }, later(1)), { ok: true });
		const second = await change('core', 1, { ...CORPORATION, dwellings: 341 }, later(2));
		assert.ok(!second.ok);
		assert.deepEqual([second.meanwhile.version, second.meanwhile.facts.willingness, second.meanwhile.facts.dwellings], [2, 2, 340]);
		assert.deepEqual(await change('core', 2, { ...CORPORATION, dwellings: 341 }, later(3)), { ok: true });
		const leader = await as(db, village, 'leader');
		const versions = await versionsOf(db, keys, leader, await stakeholderFor(db, keys, leader, id));
		assert.deepEqual(
			versions.map(({ version, changed, facts }) => [version, changed.name, facts.willingness, facts.dwellings]),
			[
				[3, 'Bram de Wit', 4, 341],
				[2, 'Fatima Haddad', 2, 340],
				[1, 'Fenna de Boer', 4, 340],
			],
		);
	});

	it('loses what was known of a party that is removed, and keeps by whom, when and why', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await add(db, village, 'leader', CORPORATION);
		await placeTogether(db, keys, await as(db, village, 'leader'), { stakeholder: id, place: at(5, 5), seen: null }, later(1));
		await assert.rejects(removeStakeholder(db, keys, await as(db, village, 'member'), { id, reason: 'x' }), { kind: 'not-allowed' });
		await removeStakeholder(db, keys, await as(db, village, 'admin'), { id, reason: 'Dubbel.' }, later(2));
		const one = await stakeholderFor(db, keys, await as(db, village, 'reader'), id);
		assert.deepEqual(one.removed, { at: later(2).toISOString(), name: 'Nadia Bakker', reason: 'Dubbel.' });
		assert.deepEqual([one.facts, await names(db, village, 'leader')], [NO_FACTS, []]);
		assert.deepEqual(await db.selectFrom('stakeholder_judgements').selectAll().execute(), []);
		assert.ok(!JSON.stringify(await entriesOf(db, keys, village.project, { limit: 9 })).includes('De Brug'));
		await assert.rejects(removeStakeholder(db, keys, await as(db, village, 'leader'), { id, reason: 'x' }), { kind: 'not-allowed' });
	});

	it('goes with its project', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await add(db, village, 'leader', CORPORATION);
		await score(db, keys, await as(db, village, 'leader'), [{ stakeholder: id, place: at(5, 5) }], 'screen', noon);
		await act(db, keys, (acting) => removeProject(acting, village.project, 'test'), noon);
		assert.deepEqual(await db.selectFrom('stakeholders').selectAll().execute(), []);
		assert.deepEqual(await db.selectFrom('stakeholder_judgements').selectAll().execute(), []);
	});
});

onBothEngines('interest and influence', (fresh) => {
	it('are scored by everybody on their own first: what others think is told to who said something themselves', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await add(db, village, 'leader', CORPORATION);
		const say = async (who: Resident, place: Place, now: Date) =>
			score(db, keys, await as(db, village, who), [{ stakeholder: id, place }], 'screen', now);
		await say('member', at(5, 2, 'Zij betalen.'), later(1));
		assert.deepEqual(await judged(db, village, 'core', id), NO_JUDGEMENTS);
		assert.ok(!JSON.stringify(await entriesOf(db, keys, village.project, { limit: 9 })).includes('Zij betalen.'));
		await say('core', at(3, 4), later(2));
		const { mine, others } = await judged(db, village, 'core', id);
		assert.deepEqual([mine[0]?.what, others[0]?.what, others[0]?.authorName], [at(3, 4), at(5, 2, 'Zij betalen.'), 'Fatima Haddad']);
		await assert.rejects(say('reader', at(1, 1), later(3)), { kind: 'not-allowed' });
	});

	it('keep every judgement with its day, and are not said again by who changed nothing', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await add(db, village, 'leader', CORPORATION);
		const untouched = await add(db, village, 'leader', called('Nog onbekend'));
		const say = async (place: Place, now: Date) =>
			score(
				db,
				keys,
				await as(db, village, 'leader'),
				[
					{ stakeholder: id, place },
					{ stakeholder: untouched, place: at(null, null) },
				],
				'paper',
				now,
			);
		assert.deepEqual([await say(at(2, null), later(1)), await say(at(2, null), later(2)), await say(at(4, null), later(3))], [1, 0, 1]);
		const { mine } = await judged(db, village, 'leader', id);
		assert.deepEqual(
			mine.map(({ at: moment, channel, what }) => [moment, channel, what.interest.step, what.influence.step]),
			[
				[later(3).toISOString(), 'paper', 4, null],
				[later(1).toISOString(), 'paper', 2, null],
			],
		);
	});

	it('have what differs most at the top of the agenda, and what nobody differs about written down at once', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const [alike, apart, alone] = [
			await add(db, village, 'leader', called('Eens')),
			await add(db, village, 'leader', called('Oneens')),
			await add(db, village, 'leader', called('Half')),
		];
		const say = async (who: Resident, places: [string, Place][]) =>
			score(
				db,
				keys,
				await as(db, village, who),
				places.map(([stakeholder, place]) => ({ stakeholder, place })),
				'screen',
				later(1),
			);
		await say('core', [
			[alike, at(4, 4, 'Groot bezit.')],
			[apart, at(1, 5)],
			[alone, at(3, 3)],
		]);
		await say('leader', [
			[alike, at(4, 4, 'Zij beslissen.')],
			[apart, at(4, 4)],
			[alone, { ...at(3, null), influence: { step: null, reason: 'Dat weet ik niet.' } }],
		]);
		const leader = await as(db, village, 'leader');
		const there = await stakeholdersFor(db, keys, leader);
		const items = agendaOf(there.map((one) => agendaItem(one, NO_JUDGEMENTS)));
		assert.ok(items.every((item) => gapOf(item) === 0 && item.agreed === null));
		const all = await judgementsFor(db, keys, leader, there);
		const agenda = agendaOf(there.map((one) => agendaItem(one, all.get(one.id) ?? NO_JUDGEMENTS)));
		assert.deepEqual(
			agenda.map((item) => [item.stakeholder.facts.name, gapOf(item)]),
			[
				['Oneens', 3],
				['Half', 1],
				['Eens', 0],
			],
		);
		assert.equal(await adoptAgreed(db, keys, leader, later(2)), 1);
		assert.equal(await adoptAgreed(db, keys, leader, later(3)), 0);
		const [team] = (await judged(db, village, 'reader', alike)).team;
		assert.deepEqual(team?.what.interest, { step: 4, reason: 'Groot bezit.\nZij beslissen.' });
		assert.deepEqual((await judged(db, village, 'reader', apart)).team, []);
		assert.equal(await adoptAgreed(db, keys, await as(db, village, 'member'), later(4)), 0);
	});

	it('are put together by the core team, of whom the second sees what the first wrote down', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await add(db, village, 'leader', CORPORATION);
		const put = async (who: Resident, place: Place, seen: string | null, now: Date) =>
			placeTogether(db, keys, await as(db, village, who), { stakeholder: id, place, seen }, now);
		await assert.rejects(put('member', at(4, 4), null, later(1)), { kind: 'not-allowed' });
		assert.deepEqual(await put('core', at(2, 4), null, later(2)), { ok: true });
		const second = await put('leader', at(5, 5), null, later(3));
		assert.ok(!second.ok);
		const [there] = second.meanwhile.team;
		assert.deepEqual(there?.what, at(2, 4));
		assert.deepEqual(await put('leader', at(5, 5), there?.id ?? '', later(4)), { ok: true });
		const reader = await as(db, village, 'reader');
		const one = await stakeholderFor(db, keys, reader, id);
		const standing = standingOf(one, await judgementsOf(db, keys, reader, one));
		assert.deepEqual([standing.place, standing.previous], [at(5, 5), at(2, 4)]);
	});

	it('go along as a picture that stands by itself, whatever a party is called', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const leader = await as(db, village, 'leader');
		const id = await add(db, village, 'leader', called('De <b>Brug</b> & Zn', 30));
		await placeTogether(db, keys, leader, { stakeholder: id, place: at(5, 1), seen: null }, later(1));
		const one = await stakeholderFor(db, keys, leader, id);
		const picture = matrixPicture([standingOf(one, await judged(db, village, 'leader', id))], 'Zonnedam-Oost', speechIn('nl'));
		assert.match(
			picture,
			/<desc>1\. De &lt;b&gt;Brug&lt;\/b&gt; &amp; Zn: Belang: alles hangt ervan af; Invloed: kan er bijna niets aan doen<\/desc>/,
		);
		assert.equal(picture.split('<rect').length - 1, 3);
	});

	it('are drawn without one party upon another, however many there are', () => {
		const one = (id: string, interest: Step, influence: Step) =>
			standingOf({ id, facts: called(id) } as never, { ...NO_JUDGEMENTS, team: [{ what: at(interest, influence) }] as never });
		const dots = dotsOf([...Array.from({ length: 30 }, (_, n) => one(`p${n}`, 5, 5)), one('q', 1, 1), one('r', 5, 1)]);
		assert.equal(dots.length, 32);
		for (const dot of dots) {
			assert.ok(dot.x - dot.radius >= 0 && dot.x + dot.radius <= SIDE && dot.y - dot.radius >= 0 && dot.y + dot.radius <= SIDE);
			for (const other of dots)
				if (other !== dot)
					assert.ok(Math.hypot(dot.x - other.x, dot.y - other.y) >= dot.radius + other.radius, `${dot.number} ${other.number}`);
		}
		const [q, r] = [dots.find(({ number }) => number === 31), dots.find(({ number }) => number === 32)];
		assert.ok(q && r && q.x < r.x && q.y === r.y && (dots[0]?.y ?? 0) < q.y);
	});
});

onBothEngines('the four groups', (fresh) => {
	it('are suggested from the matrix, and by who owns much', () => {
		const suggested = (place: Place, share: number | null = null) => suggestionFor({ facts: called('x', share) }, place)?.group ?? null;
		assert.deepEqual(
			[at(3, 3), at(5, 2), at(2, 4), at(1, 1), at(5, null)].map((place) => suggested(place)),
			['deciding', 'thinking', 'working', 'informed', null],
		);
		assert.equal(suggested(at(null, null), 25), 'deciding');
	});

	it('are chosen by the core team, with a reason, and may differ from the suggestion', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await add(db, village, 'leader', CORPORATION);
		const choose = async (who: Resident, seen: string | null, now: Date) =>
			chooseGroup(db, keys, await as(db, village, who), { stakeholder: id, group: 'thinking', reason: 'Zij willen dat zelf.', seen }, now);
		await assert.rejects(choose('member', null, later(1)), { kind: 'not-allowed' });
		assert.deepEqual(await choose('core', null, later(2)), { ok: true });
		const [chosen] = (await judged(db, village, 'reader', id)).group;
		assert.deepEqual(chosen?.what, { group: 'thinking', reason: 'Zij willen dat zelf.' });
		assert.equal((await choose('leader', null, later(3))).ok, false);
		assert.equal((await newest(db, village.project))?.action, 'stakeholders.grouped');
	});
});

onBothEngines('what somebody said of stakeholders', (fresh) => {
	it('goes along with their own data, and what they thought alone goes when they are erased', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await add(db, village, 'core', CORPORATION);
		const core = await as(db, village, 'core');
		await score(db, keys, core, [{ stakeholder: id, place: at(4, 4) }], 'screen', later(1));
		await placeTogether(db, keys, core, { stakeholder: id, place: at(4, 5), seen: null }, later(2));
		const { account } = village.people.core;
		const own = await ownStakeholdersOf(db, keys, account);
		assert.deepEqual(
			[own.stakeholders.map(({ name }) => name), own.judgements.map(({ kind, judged: what }) => [kind, what])],
			[
				[CORPORATION.name],
				[
					['own', at(4, 4)],
					['team', at(4, 5)],
				],
			],
		);
		for (const holding of ALL_OF_STAKEHOLDERS)
			await db.transaction().execute((tx) => holding({ tx } as never, { id: account.id } as never, noon, {} as never));
		assert.deepEqual(
			(await ownStakeholdersOf(db, keys, account)).judgements.map(({ kind }) => kind),
			['team'],
		);
	});
});
