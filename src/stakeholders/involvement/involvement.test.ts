import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Database } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { archive } from '#projects/closing.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { onBothEngines } from '../../../tests/village/engines.ts';
import { aManuscript, published } from '../../../tests/village/method.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../../tests/village/neighbourhood.ts';
import { keys, signing } from '../../../tests/village/people.ts';
import { addStakeholder } from '../adding.server.ts';
import { chooseGroup } from '../judging.server.ts';
import { ownStakeholdersOf } from '../own-data.server.ts';
import { removeStakeholder } from '../removing.server.ts';
import { NO_FACTS, type RegisterLevel } from '../stakeholder.ts';
import { stakeholdersFor } from '../stakeholders.server.ts';
import { proposedAt } from './at-junction.ts';
import { waitingIn } from './contact.ts';
import { monthsAfter } from './days.ts';
import { placeTyped, planIn, planIssues } from './forms.ts';
import type { Plan, State } from './involvement.ts';
import { contactsFor, involvementFor, involvementsFor } from './involvements.server.ts';
import { changeInvolvement, holdInvolvement, involve, strikeOffInvolvement } from './involving.server.ts';
import { type RhythmGroup, USUAL_RHYTHM } from './rhythm.ts';
import { rhythmFor, setRhythm } from './rhythms.server.ts';
import { monthsOf, quietOf } from './silence.ts';
import { timelineOf } from './timeline.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const TODAY = '2026-11-22';
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

const planOn = (from: string, more: Partial<Plan> = {}): Plan => ({
	...{ from, until: from, junction: null, phase: null, way: 'talk', otherWay: '', purpose: 'Horen wat zij vinden.' },
	...more,
});
const as = (db: Database, { people, project }: Neighbourhood, who: Resident) => memberOf(db, people[who].account, project, noon);
const add = async (db: Database, village: Neighbourhood, name: string, level: RegisterLevel = 'internal', now = noon) =>
	addStakeholder(db, keys, await as(db, village, 'leader'), { level, owner: null, facts: { ...NO_FACTS, name } }, now);
const plan = async (db: Database, village: Neighbourhood, who: Resident, stakeholder: string, planned: Plan, now = later(1)) => {
	const given = { stakeholders: [stakeholder] as const, plan: planned, held: null, owner: null };
	const [id = ''] = await involve(db, keys, await as(db, village, who), given, now);
	return id;
};
const contacts = async (db: Database, village: Neighbourhood, who: Resident, now = noon) => {
	const member = await as(db, village, who);
	return contactsFor(db, keys, member, await stakeholdersFor(db, keys, member), now);
};

onBothEngines('a moment with a stakeholder', (fresh) => {
	it('is planned with several at once, and each keeps a line of its own', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const [one, other] = [await add(db, village, 'De Brug'), await add(db, village, 'De Eik')];
		const given = {
			...{ stakeholders: [one, other] as const, plan: planOn('2026-12-03'), held: null, channel: 'phone' as const },
			owner: village.people.core.account.id,
		};
		const ids = await involve(db, keys, await as(db, village, 'member'), given, later(1));
		const told = new Map((await contacts(db, village, 'reader')).map(({ stakeholder, involvements }) => [stakeholder.id, involvements]));
		assert.deepEqual(
			[one, other].map((id) => told.get(id)?.map((moment) => moment.id)),
			ids.map((id) => [id]),
		);
		const [moment] = told.get(one) ?? [];
		assert.deepEqual(
			[moment?.state, moment?.plan, moment?.ownerName, moment?.changed.name, moment?.channel, moment?.version],
			['planned', given.plan, 'Bram de Wit', 'Fatima Haddad', 'phone', 1],
		);
		const [newest, before] = await entriesOf(db, keys, village.project, { limit: 2 });
		assert.deepEqual([newest?.action, newest?.object, before?.object], ['stakeholders.involvement-planned', other, one]);
	});

	it('is planned otherwise, held and told of, and every version stays with its day', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await plan(db, village, 'member', await add(db, village, 'De Brug'), planOn('2026-11-20'));
		const core = await as(db, village, 'core');
		const otherwise = { version: 1, plan: planOn('2026-11-21', { way: 'visit' }), owner: null, note: 'Dat weten we nog niet.' };
		assert.deepEqual(await changeInvolvement(db, keys, core, id, otherwise, later(2)), { ok: true });
		const held = { version: 2, from: '2026-11-21', until: '2026-11-22', note: 'Zij willen meedoen.' };
		assert.deepEqual(await holdInvolvement(db, keys, core, id, held, later(3)), { ok: true });
		const { versions } = await involvementFor(db, keys, await as(db, village, 'reader'), id);
		assert.deepEqual(
			versions.map(({ version, state, plan: planned, note, changed }) => [version, state, planned.from, planned.until, note, changed.name]),
			[
				[3, 'held', '2026-11-21', '2026-11-22', 'Zij willen meedoen.', 'Bram de Wit'],
				[2, 'planned', '2026-11-21', '2026-11-21', '', 'Bram de Wit'],
				[1, 'planned', '2026-11-20', '2026-11-20', '', 'Fatima Haddad'],
			],
		);
	});

	it('shows the second of two people what the first made of it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const id = await plan(db, village, 'member', await add(db, village, 'De Brug'), planOn('2026-12-03'));
		await strikeOffInvolvement(db, keys, await as(db, village, 'core'), id, { version: 1, reason: 'Ziek.' }, later(2));
		const leader = await as(db, village, 'leader');
		await assert.rejects(strikeOffInvolvement(db, keys, leader, id, { version: 2, reason: 'x' }), { kind: 'not-allowed' });
		const another = await plan(db, village, 'member', await add(db, village, 'De Eik'), planOn('2026-12-03'));
		await changeInvolvement(db, keys, leader, another, { version: 1, plan: planOn('2026-12-04'), owner: null, note: '' }, later(3));
		const second = await strikeOffInvolvement(db, keys, leader, another, { version: 1, reason: 'x' }, later(4));
		assert.ok(!second.ok);
		assert.deepEqual([second.meanwhile.plan.from, second.meanwhile.state], ['2026-12-04', 'planned']);
	});

	it('is read and written by whoever may read and write of whom it is with', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const [open, secret] = [await add(db, village, 'Open'), await add(db, village, 'Stil', 'core')];
		const id = await plan(db, village, 'core', secret, planOn('2026-12-03'));
		await plan(db, village, 'member', open, planOn('2026-12-03'));
		assert.equal((await contacts(db, village, 'core')).flatMap(({ involvements }) => involvements).length, 2);
		assert.equal((await contacts(db, village, 'member')).flatMap(({ involvements }) => involvements).length, 1);
		for (const who of ['member', 'reader', 'subproject member'] as const)
			await assert.rejects(
				async () => involvementFor(db, keys, await as(db, village, who), id),
				(error: { kind: string }) => error.kind === (who === 'subproject member' ? 'not-allowed' : 'not-found'),
			);
		await assert.rejects(plan(db, village, 'member', secret, planOn('2026-12-03')), { kind: 'not-found' });
		await assert.rejects(plan(db, village, 'reader', open, planOn('2026-12-03')), { kind: 'not-allowed' });
		await archive(db, keys, signing, await as(db, village, 'leader'), noon);
		await assert.rejects(plan(db, village, 'leader', open, planOn('2026-12-03')), { kind: 'not-allowed' });
	});

	it('is seen to by nobody who may not read of it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const secret = await add(db, village, 'Stil', 'core');
		const given = { stakeholders: [secret] as const, plan: planOn('2026-12-03'), held: null, owner: village.people.member.account.id };
		await assert.rejects(involve(db, keys, await as(db, village, 'leader'), given, noon), { kind: 'conflict' });
		assert.deepEqual(await db.selectFrom('stakeholder_involvements').selectAll().execute(), []);
	});

	it('leaves nothing readable where it is about somebody above internal, and goes with whom it is about', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const secret = await add(db, village, 'Stil', 'core');
		const id = await plan(db, village, 'core', secret, planOn('2026-12-03', { purpose: 'geheimpje', way: 'other', otherWay: 'geheimpje' }));
		await strikeOffInvolvement(db, keys, await as(db, village, 'core'), id, { version: 1, reason: 'geheimpje' }, later(2));
		assert.ok(!JSON.stringify(await db.selectFrom('stakeholder_involvements').selectAll().execute()).includes('geheim'));
		assert.ok(!JSON.stringify(await entriesOf(db, keys, village.project, { limit: 9 })).includes('geheim'));
		await removeStakeholder(db, keys, await as(db, village, 'leader'), { id: secret, reason: 'x' }, later(3));
		assert.deepEqual(await db.selectFrom('stakeholder_involvements').selectAll().execute(), []);
	});

	it('goes along with the own data of who wrote it down or sees to it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const given = {
			...{ stakeholders: [await add(db, village, 'De Brug')] as const, plan: planOn('2026-11-20'), held: 'Zij doen mee.' },
			owner: village.people.core.account.id,
		};
		await involve(db, keys, await as(db, village, 'member'), given, later(1));
		for (const [who, isAuthor] of [
			['member', true],
			['core', false],
		] as const) {
			const { involvements } = await ownStakeholdersOf(db, keys, village.people[who].account);
			assert.deepEqual(
				involvements.map((one) => [one.name, one.state, one.note, one.isAuthor, one.isOwner]),
				[['De Brug', 'held', 'Zij doen mee.', isAuthor, !isAuthor]],
			);
		}
	});
});

onBothEngines('a silence', (fresh) => {
	it('is as long as the group of a stakeholder allows, or as the project says', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const before = new Date('2026-08-22T12:00:00.000Z');
		const [deciding, none] = [
			await add(db, village, 'Beslist mee', 'internal', before),
			await add(db, village, 'Zonder', 'internal', before),
		];
		const choice = { stakeholder: deciding, group: 'deciding' as const, reason: 'x', seen: null };
		await chooseGroup(db, keys, await as(db, village, 'core'), choice, later(1));
		const silent = async () =>
			(await contacts(db, village, 'reader')).filter(({ quiet }) => quiet.now).map(({ stakeholder }) => stakeholder.id);
		assert.deepEqual(await silent(), [deciding]);
		await setRhythm(db, keys, await as(db, village, 'core'), { ...USUAL_RHYTHM, deciding: 6, none: 1 }, later(2));
		assert.deepEqual(await silent(), [none]);
		assert.equal((await rhythmFor(db, await as(db, village, 'reader'))).deciding, 6);
		await assert.rejects(async () => setRhythm(db, keys, await as(db, village, 'member'), USUAL_RHYTHM), { kind: 'not-allowed' });
		const [told] = await entriesOf(db, keys, village.project, { limit: 1 });
		assert.equal(told?.action, 'stakeholders.rhythm-set');
	});

	it('is not broken by a plan of which nobody told whether it was held', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const one = await add(db, village, 'De Brug', 'internal', new Date('2026-06-01T12:00:00.000Z'));
		const id = await plan(db, village, 'member', one, planOn('2026-11-01'));
		const waiting = async () => waitingIn(await contacts(db, village, 'reader'), TODAY);
		assert.deepEqual([(await waiting()).silent.length, (await waiting()).untold.map((moment) => moment.id)], [1, [id]]);
		const held = { version: 1, from: '2026-11-01', until: '2026-11-01', note: 'Goed gesprek.' };
		await holdInvolvement(db, keys, await as(db, village, 'member'), id, held, later(2));
		assert.deepEqual(await waiting(), { silent: [], untold: [] });
		const member = await as(db, village, 'member');
		assert.equal((await involvementsFor(db, keys, member, await stakeholdersFor(db, keys, member))).length, 1);
	});
});

describe('silences', () => {
	const moment = (state: State, from: string, until = from) => ({ state, plan: planOn(from, { until }) }) as never;

	it('lie between what was held and what is planned, and after the last of it until today', () => {
		const { silences, now, dueBy } = quietOf('2026-01-01', [moment('held', '2026-02-01'), moment('held', '2026-07-01')], 3, TODAY);
		assert.deepEqual(silences, [
			{ from: '2026-02-01', until: '2026-07-01' },
			{ from: '2026-07-01', until: null },
		]);
		assert.deepEqual([now, dueBy], [silences[1], '2026-10-01']);
	});

	it('are still there when what is planned comes too late, and end with it', () => {
		const { now } = quietOf('2026-07-01', [moment('planned', '2026-12-01')], 3, TODAY);
		assert.deepEqual(now, { from: '2026-07-01', until: '2026-12-01' });
		const ahead = quietOf('2026-11-01', [moment('planned', '2027-06-01')], 3, TODAY);
		assert.deepEqual(ahead.now, { from: '2026-11-01', until: '2027-06-01' });
	});

	it('are not there while something lasts, nor because of what was struck off', () => {
		assert.deepEqual(quietOf('2026-01-01', [moment('held', '2026-01-01', '2026-09-30')], 3, TODAY).silences, []);
		const struck = quietOf('2026-06-01', [moment('struck', '2026-08-01')], 3, TODAY);
		assert.deepEqual(struck.silences, [{ from: '2026-06-01', until: null }]);
	});

	it('are counted in whole months, also at the end of a short one', () => {
		assert.deepEqual(
			[monthsAfter('2026-11-30', 3), monthsAfter('2028-01-31', 1), monthsAfter('2026-03-31', -1)],
			['2027-02-28', '2028-02-29', '2026-02-28'],
		);
		assert.equal(monthsOf({ from: '2026-07-01', until: '2026-12-01' }, TODAY), 5);
		assert.equal(monthsOf({ from: '2026-07-01', until: null }, TODAY), 4);
	});
});

describe('stakeholders over time', () => {
	const contact = (since: string, moments: [State, string, string?][]) => {
		const involvements = moments.map(([state, from, until = from], index) => ({ id: `m${index}`, state, plan: planOn(from, { until }) }));
		return { stakeholder: { id: since }, involvements, quiet: quietOf(since, involvements as never, 3, TODAY) } as never;
	};

	it('are drawn within the width, each on its day, and today where it is', () => {
		const { lines, today, ticks, isCut } = timelineOf(
			[
				contact('2026-09-01', [
					['held', '2026-09-10'],
					['planned', '2026-12-01', '2027-01-10'],
				]),
			],
			TODAY,
		);
		const [line] = lines;
		assert.deepEqual(
			line?.marks.map(({ state }) => state),
			['held', 'planned'],
		);
		const [held, planned] = line?.marks ?? [];
		assert.ok(
			held && planned && held.from > 0 && held.from < today && today < planned.from && planned.from < planned.until && planned.until <= 100,
		);
		assert.ok(ticks.length <= 7 && ticks[0]?.at === 0 && isCut === false);
	});

	it('leave out what lies too far away, and say so', () => {
		const { lines, isCut, ticks } = timelineOf(
			[
				contact('2019-01-01', [
					['held', '2019-02-01'],
					['struck', '2026-11-01'],
				]),
			],
			TODAY,
		);
		assert.deepEqual([lines[0]?.marks, isCut], [[], true]);
		assert.deepEqual(
			lines[0]?.silences.map(({ from }) => from),
			[0],
		);
		assert.ok(ticks.length <= 7);
	});
});

describe('whom to involve at a junction', () => {
	const junction = published(aManuscript()).current.junction('afspreken');
	const contact = (id: string, group: RhythmGroup, kind = '', at: [State, string][] = []) =>
		({
			...{ stakeholder: { id, facts: { ...NO_FACTS, name: id, kind } }, group },
			involvements: at.map(([state, place]) => ({ state, plan: planOn(TODAY, { junction: place }) })),
		}) as never;

	it('follows from their group, whom the method names first; of those without a group only whom it names', () => {
		assert.ok(junction);
		const proposed = proposedAt(junction, [
			contact('a', 'informed', 'bewoners'),
			contact('b', 'informed', 'gemeente'),
			contact('c', 'deciding', '', [
				['held', 'afspreken'],
				['struck', 'afspreken'],
				['planned', 'aanleggen'],
			]),
			contact('d', 'none', 'gemeente'),
			contact('e', 'none'),
		]);
		assert.deepEqual(
			proposed.map(({ group, proposed: ones }) => [
				group,
				...ones.map(({ contact: { stakeholder }, moments }) => stakeholder.id + moments.length),
			]),
			[
				['deciding', 'c1'],
				['informed', 'b0', 'a0'],
				['none', 'd0'],
			],
		);
	});
});

describe('the form of a moment', () => {
	const edition = published(aManuscript()).current;
	const given = {
		van: '2026-11-20',
		tot: '',
		vorm: 'talk',
		andersnamelijk: 'iets',
		waarbij: 'afspreken',
		waarvoor: 'x',
		eigenaar: '',
	} as const;

	it('takes one day for the first and the last, and the phase from the junction', () => {
		const read = planIn(given, edition);
		assert.deepEqual([read.from, read.until, read.junction, read.phase, read.otherWay], ['2026-11-20', '2026-11-20', 'afspreken', 1, '']);
		assert.deepEqual(planIn({ ...given, waarbij: 'fase-2' }, edition).phase, 2);
		assert.deepEqual(placeTyped(planIn({ ...given, waarbij: 'nergens' }, edition)), '');
		const gone = planOn('2026-11-20', { junction: 'verdwenen', phase: 4 });
		const moved = planIn({ ...given, van: '2026-11-21', waarbij: 'verdwenen' }, edition, gone);
		assert.deepEqual([moved.junction, moved.phase, moved.from], ['verdwenen', 4, '2026-11-21']);
	});

	it('holds nothing that is still to come for held, and no end before the beginning', () => {
		assert.deepEqual(planIssues({ ...given, van: '2026-11-23' }, true, noon), { van: 'stakeholders.heldInFuture' });
		assert.deepEqual(planIssues({ ...given, tot: '2026-11-19' }, false, noon), { tot: 'stakeholders.untilBeforeFrom' });
		assert.deepEqual(planIssues({ ...given, vorm: 'other', andersnamelijk: '' }, false, noon), {
			andersnamelijk: 'stakeholders.otherWayMissing',
		});
	});
});
