import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Database } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { speechIn } from '#platform/messages.ts';
import { memberOf } from '#projects/members.server.ts';
import { addItem } from '#registers/adding.server.ts';
import { changeItem } from '#registers/changing.server.ts';
import { AMBITIONS, PRIORITIES, WISHES } from '#registers/definitions/ambitions.ts';
import { CONDITIONS } from '#registers/definitions/conditions.ts';
import type { Fields, Filled } from '#registers/field.ts';
import { withEvery } from '#registers/items.server.ts';
import { ownRegistersOf } from '#registers/own-data.server.ts';
import { judge, type NewJudgement } from '#registers/pairs/judging.server.ts';
import { seenOf } from '#registers/pairs/pair.ts';
import type { Register, RegisterLevel } from '#registers/register.ts';
import { removeItem } from '#registers/removing.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys } from '../../tests/village/people.ts';
import { agendaOf } from './agenda.ts';
import { marksOf } from './grid.ts';
import { pairBlocks } from './pairs.chapter.ts';
import { pairsFor } from './pairs.server.ts';
import type { Pair } from './pairs.ts';
import { pairTold, reasonTold } from './told.ts';
import { wantsFor } from './wants.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const [nl, en] = [speechIn('nl'), speechIn('en')];

const HOT = { what: 'Minstens 70 graden', party: 'Corporatie', theme: 'heat', measure: 'aanvoertemperatuur', unit: '°C', atLeast: '70' };
const COOL = { what: 'Hoogstens 55 graden', party: 'Netbeheerder', theme: 'heat', measure: 'aanvoertemperatuur', unit: '°C', atMost: '55' };
const given = <F extends Fields>(register: Register<F>, filled: Partial<Filled>) => ({
	...{ owner: null, source: '', reviewOn: '', filled: withEvery(register, filled) },
});

/** A neighbourhood whose registers can be filled and looked at by anybody in it. */
async function aTable(db: Database) {
	const village: Neighbourhood = await theNeighbourhood(db, noon);
	const as = (who: Resident) => memberOf(db, village.people[who].account, village.project, noon);
	let minutes = 0;
	const put = async (register: Register, filled: Record<string, string>, level: RegisterLevel = 'internal') =>
		addItem(db, keys, await as('leader'), register, { ...given(register, filled), level }, later(minutes++));
	const pairs = async (who: Resident): Promise<Pair[]> => pairsFor(db, keys, await as(who));
	const states = async (who: Resident) => (await pairs(who)).map(({ outcome, state }) => `${outcome} ${state}`);
	/** What somebody says of the one pair there is, as it stands now. */
	const say = async (who: Resident, verdict: NewJudgement['verdict'], text = '', more: Partial<NewJudgement> = {}) => {
		const [pair] = await pairs('leader');
		assert.ok(pair);
		const { one, other, theme, outcome, judgements } = pair;
		const seen = seenOf(judgements[0], one, other);
		const day = verdict === 'resolved' ? '2026-11-22' : '';
		return judge(db, keys, await as(who), { one, other, theme, outcome, verdict, text, day, seen, ...more }, later(minutes++));
	};
	return { village, as, put, pairs, states, say };
}

onBothEngines('what clashes and reinforces', (fresh) => {
	it('is found among the registers, and shown to who may write alone until somebody confirms it', async () => {
		const { put, states, say } = await aTable(await fresh());
		await put(CONDITIONS, HOT);
		await put(CONDITIONS, COOL);
		assert.deepEqual([await states('member'), await states('reader')], [['clash found'], []]);
		await assert.rejects(say('reader', 'confirmed'), { kind: 'not-allowed' });
		await say('member', 'confirmed');
		assert.deepEqual(await states('reader'), ['clash confirmed']);
		await say('member', 'taken-back');
		assert.deepEqual([await states('member'), await states('reader')], [['clash found'], []]);
	});

	it('says why in the language of who reads', async () => {
		const { put, pairs } = await aTable(await fresh());
		await put(PRIORITIES, { party: 'Corporatie', ranking: 'costs comfort heat' });
		await put(PRIORITIES, { party: 'Gemeente', capacity: 'owner', ranking: 'heat comfort costs' });
		const found = await pairs('core');
		assert.deepEqual(
			found.map((pair) => reasonTold(pair, nl)),
			[
				'Betaalbaarheid staat bij Corporatie op plaats 1 van 3 en bij Gemeente (als eigenaar) op plaats 3 van 3: aan de twee uiteinden.',
				'Warmte en energie staat bij Corporatie op plaats 3 van 3 en bij Gemeente (als eigenaar) op plaats 1 van 3: aan de twee uiteinden.',
			],
		);
		assert.match(found.map((pair) => reasonTold(pair, en)).join('\n'), /at 1 of 3 with Corporatie and at 3 of 3 with Gemeente/);
		assert.equal(found[0] && pairTold(found[0], nl), 'Botsing: Corporatie – Gemeente (als eigenaar) (Betaalbaarheid)');
	});

	it('lies between the roles of one municipality too, but never between it and itself', async () => {
		const { put, states } = await aTable(await fresh());
		const heat = (capacity: string, limit: Record<string, string>) =>
			put(AMBITIONS, { ...HOT, atLeast: '', ...limit, party: 'Gemeente', of: 'organisation', capacity });
		await heat('authority', { atMost: '55' });
		await heat('', { atLeast: '70' });
		assert.deepEqual(await states('leader'), []);
		await heat('owner', { atLeast: '70' });
		assert.deepEqual(await states('leader'), ['clash found']);
	});

	it('leaves out what was dropped, and what was decided not to go along', async () => {
		const { put, states } = await aTable(await fresh());
		await put(CONDITIONS, HOT);
		await put(CONDITIONS, { ...COOL, state: 'dropped' });
		await put(WISHES, { ...COOL, verdict: 'out', why: 'te koud' });
		assert.deepEqual(await states('leader'), []);
	});

	it('is of the narrower level of its two items, and locked there', async () => {
		const db = await fresh();
		const { put, states, say, village } = await aTable(db);
		await put(CONDITIONS, HOT);
		await put(CONDITIONS, COOL, 'core');
		await assert.rejects(say('member', 'confirmed'), { kind: 'not-found' });
		await say('core', 'aside', 'geheime reden');
		await say('core', 'confirmed');
		assert.deepEqual([await states('core'), await states('member')], [['clash confirmed'], []]);
		const kept = JSON.stringify(await db.selectFrom('pair_judgements').selectAll().execute());
		assert.ok(!/geheime|clash|heat/.test(kept), kept);
		const told = await entriesOf(db, keys, village.project, { limit: 2 });
		assert.ok(!/geheime|clash/.test(JSON.stringify(told)));
	});

	it('is set aside with a reason, and found again once one of the two changes', async () => {
		const db = await fresh();
		const { put, states, say, as, pairs } = await aTable(db);
		const id = await put(CONDITIONS, HOT);
		await put(CONDITIONS, COOL);
		await say('member', 'aside', 'Dit gaat over twee netten');
		assert.deepEqual([await states('member'), await states('reader')], [['clash aside'], []]);
		await changeItem(
			db,
			keys,
			await as('member'),
			CONDITIONS,
			{ id, version: 1, ...given(CONDITIONS, { ...HOT, atLeast: '65' }) },
			later(9),
		);
		const [pair] = await pairs('member');
		assert.deepEqual([pair?.state, pair?.judgements[0]?.text], ['found', 'Dit gaat over twee netten']);
	});

	it('tells who reads along nothing of why it was set aside before it was confirmed', async () => {
		const { put, say, pairs } = await aTable(await fresh());
		await put(CONDITIONS, HOT);
		await put(CONDITIONS, COOL);
		await say('member', 'aside', 'Dit gaat over twee netten');
		await say('core', 'confirmed');
		const verdicts = async (who: Resident) => (await pairs(who))[0]?.judgements.map(({ verdict }) => verdict);
		assert.deepEqual([await verdicts('member'), await verdicts('reader')], [['confirmed', 'aside'], ['confirmed']]);
	});

	it('asks to be looked at again once a party puts the themes in another order', async () => {
		const { put, say, states } = await aTable(await fresh());
		await put(PRIORITIES, { party: 'Corporatie', ranking: 'costs comfort heat' });
		await put(PRIORITIES, { party: 'Gemeente', ranking: 'comfort heat green costs' });
		await say('member', 'confirmed');
		assert.deepEqual(await states('reader'), ['clash confirmed']);
		await put(PRIORITIES, { party: 'corporatie', ranking: 'work' });
		assert.deepEqual([await states('member'), await states('reader')], [['clash again'], []]);
	});

	it('asks to be looked at again once an item that was confirmed changes', async () => {
		const db = await fresh();
		const { put, states, say, as, pairs } = await aTable(db);
		const id = await put(CONDITIONS, HOT);
		await put(CONDITIONS, COOL);
		await say('member', 'confirmed');
		const eased = given(CONDITIONS, { ...HOT, measure: '', atLeast: '', what: 'Warm genoeg' });
		await changeItem(db, keys, await as('member'), CONDITIONS, { id, version: 1, ...eased }, later(9));
		assert.deepEqual([await states('member'), await states('reader')], [['clash again'], []]);
		assert.equal((await pairs('member'))[0]?.reason, null);
		await say('member', 'confirmed');
		assert.deepEqual(await states('reader'), ['clash confirmed']);
	});

	it('keeps no words of what was written about an item that is removed', async () => {
		const db = await fresh();
		const { put, states, say, as } = await aTable(db);
		const id = await put(CONDITIONS, HOT);
		await put(CONDITIONS, COOL);
		await say('member', 'confirmed');
		await say('member', 'resolved', 'Een boosterpomp');
		await removeItem(db, keys, await as('leader'), CONDITIONS, { id, reason: 'dubbel' }, later(9));
		assert.ok(!/booster/.test(JSON.stringify(await db.selectFrom('pair_judgements').selectAll().execute())));
		assert.deepEqual([await states('member'), await states('reader')], [['clash again'], []]);
		await assert.rejects(say('member', 'confirmed'), { kind: 'conflict' });
		await say('member', 'taken-back');
		assert.deepEqual(await states('member'), []);
	});

	it('is told to who judges at the same time as somebody else, and nothing of theirs is stored', async () => {
		const { put, say, states, pairs } = await aTable(await fresh());
		await put(CONDITIONS, HOT);
		await put(CONDITIONS, COOL);
		const [pair] = await pairs('member');
		assert.ok(pair);
		const seen = seenOf(undefined, pair.one, pair.other);
		await say('core', 'confirmed', '', { seen });
		const second = await say('member', 'aside', 'nee', { seen });
		assert.equal(!second.ok && second.meanwhile?.verdict, 'confirmed');
		assert.deepEqual(await states('member'), ['clash confirmed']);
	});

	it('marks both its cells, and goes on paper', async () => {
		const { put, say, pairs } = await aTable(await fresh());
		const one = await put(WISHES, { party: 'Bewoners', theme: 'green', what: 'Een park bij de school' });
		await put(WISHES, { party: 'Gemeente', theme: 'green', what: 'Park bij de school aanleggen' });
		const [found] = await pairs('member');
		assert.ok(found);
		assert.deepEqual([marksOf([found])({ ...found.one }), pairBlocks([found], nl)], [[], []]);
		await say('member', 'confirmed');
		const confirmed = await pairs('reader');
		assert.deepEqual(
			[found.one, found.other].map((item) => marksOf(confirmed)(item).map(({ pair, other }) => [pair.outcome, other.filled.party])),
			[[['reinforcement', 'Gemeente']], [['reinforcement', 'Bewoners']]],
		);
		assert.equal(found.one.id, one);
		assert.match(JSON.stringify(pairBlocks(confirmed, nl)), /Versterking: Bewoners – Gemeente[\s\S]*Een park bij de school/);
	});

	it('is on the list of what to talk about until it is resolved, with how and when', async () => {
		const db = await fresh();
		const { put, say, pairs, as } = await aTable(db);
		await put(PRIORITIES, { party: 'Corporatie', ranking: 'costs comfort heat green' });
		await put(PRIORITIES, { party: 'Gemeente', ranking: 'comfort heat green costs' });
		const agenda = async () => agendaOf(await wantsFor(db, keys, await as('reader')), await pairs('reader'));
		assert.deepEqual(
			(await agenda()).differences.map(({ theme }) => theme),
			['costs'],
		);
		assert.deepEqual(
			(await pairs('leader')).map(({ outcome, theme }) => `${outcome} ${theme}`),
			['clash costs', 'reinforcement comfort'],
		);
		await say('member', 'confirmed');
		const open = await agenda();
		assert.deepEqual([open.clashes.length, open.differences.length, open.resolved.length], [1, 0, 0]);
		await say('member', 'resolved', 'De huur stijgt niet');
		const done = await agenda();
		assert.deepEqual([done.clashes.length, done.differences.length, done.resolved.length], [0, 0, 1]);
		assert.deepEqual([done.resolved[0]?.judgements[0]?.text, done.resolved[0]?.judgements[0]?.day], ['De huur stijgt niet', '2026-11-22']);
	});

	it('gives back to somebody what they said of it', async () => {
		const db = await fresh();
		const { put, say, village } = await aTable(db);
		await put(CONDITIONS, HOT);
		await put(CONDITIONS, COOL, 'core');
		await say('core', 'aside', 'twee netten');
		const { pairs } = await ownRegistersOf(db, keys, village.people.core.account);
		assert.deepEqual(
			pairs.map(({ verdict, outcome, text }) => [verdict, outcome, text]),
			[['aside', 'clash', 'twee netten']],
		);
	});
});
