import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { findClashes } from './clashes.ts';
import { type Item, readItems } from './item.ts';

const item = (given: Partial<Item>): Item => ({ id: 'x', party: 'Gemeente', theme: 'warmte', kind: 'condition', text: '', ...given });
/** What becomes of two items, the second of another party. */
const together = (one: Partial<Item>, other: Partial<Item>) =>
	findClashes([item({ id: 'a', ...one }), item({ id: 'b', party: 'Corporatie', ...other })])[0]?.outcome ?? 'neither';

const HOT = { measure: 'Aanvoertemperatuur', unit: '°C', atLeast: 70 };
const COOL = { measure: 'aanvoer temperatuur', unit: 'graden Celsius', atMost: 55 };
const SPRING = { from: '2027-03-01', until: '2027-05-31' };
const AUTUMN = { from: '2027-09-01', until: '2027-11-30' };
const PARK = { kind: 'wish', theme: 'groen', text: 'Een park bij de school' } as const;

describe('the finder of clashes', () => {
	test('sees limits that cannot both hold, where place and period meet', () => {
		assert.equal(together(HOT, COOL), 'clash');
		assert.equal(together({ ...HOT, place: 'Noord' }, { ...COOL, place: 'noord' }), 'clash');
		assert.equal(together({ ...HOT, place: 'Noord' }, { ...COOL, place: 'Zuid' }), 'neither');
		assert.equal(together({ ...HOT, place: 'Noord' }, { ...COOL, place: 'Noord-Oost' }), 'neither');
		assert.equal(together({ ...HOT, ...SPRING }, { ...COOL, ...AUTUMN }), 'neither');
		assert.equal(together({ ...HOT, until: '2027-05-31' }, { ...COOL, from: '2027-05-31' }), 'clash');
	});

	test('sees that limits leave room together', () => {
		assert.equal(together({ ...HOT, atLeast: 40 }, COOL), 'reinforcement');
		assert.equal(together({ ...HOT, atLeast: 55 }, COOL), 'reinforcement', 'just touching is enough');
		assert.equal(together({ ...HOT, theme: 'comfort' }, { ...COOL, theme: 'kosten' }), 'clash', 'a measure is the same under any theme');
	});

	test('converts units where they plainly can be, and compares no others', () => {
		const power = { measure: 'vermogen' };
		assert.equal(together({ ...power, unit: 'kW', atLeast: 1500 }, { ...power, unit: 'MW', atMost: 1 }), 'clash');
		assert.equal(together({ ...power, unit: 'kW', atLeast: 900 }, { ...power, unit: 'MW', atMost: 1 }), 'reinforcement');
		const time = { measure: 'terugverdientijd' };
		assert.equal(together({ ...time, unit: 'maanden', atMost: 60 }, { ...time, unit: 'jaar', atLeast: 8 }), 'clash');
		assert.equal(together({ ...time, unit: 'maanden', atMost: 96 }, { ...time, unit: 'jaar', atLeast: 8 }), 'reinforcement');
		const rent = { measure: 'woonlasten' };
		assert.equal(together({ ...rent, unit: '€ per maand', atMost: 10 }, { ...rent, unit: 'euro/jaar', atLeast: 240 }), 'clash');
		assert.equal(together({ ...rent, unit: '€ per maand', atMost: 10 }, { ...rent, unit: 'euro/jaar', atLeast: 120 }), 'reinforcement');
		const gas = { measure: 'verbruik' };
		assert.equal(together({ ...gas, unit: 'm³', atMost: 100 }, { ...gas, unit: 'kWh', atLeast: 5000 }), 'neither');
		assert.equal(together({ ...gas, unit: 'ton CO2', atMost: 1 }, { ...gas, unit: 'kg CO2', atLeast: 2000 }), 'clash');
		const dwellings = { measure: 'aantal' };
		assert.equal(together({ ...dwellings, unit: 'woning', atMost: 100 }, { ...dwellings, unit: 'woningen', atLeast: 200 }), 'clash');
		assert.equal(
			together({ measure: 'temperatuur', unit: 'K', atLeast: 340 }, { measure: 'temperatuur', unit: '°C', atMost: 55 }),
			'clash',
		);
	});

	test('keeps limits on different measures apart, however alike their words', () => {
		assert.equal(
			together({ ...HOT, text: 'De temperatuur' }, { ...COOL, measure: 'retourtemperatuur', text: 'De temperatuur' }),
			'neither',
		);
	});

	test('sees the same wish in other words, and that a wish against it is none', () => {
		assert.equal(together(PARK, { ...PARK, text: 'Wij willen graag parken bij onze school!' }), 'reinforcement');
		assert.equal(together(PARK, { ...PARK, text: 'Geen park bij de school' }), 'clash');
		assert.equal(together(PARK, { ...PARK, text: 'Bomen langs de singel' }), 'neither');
		assert.equal(together({ ...PARK, place: 'Noord' }, { ...PARK, place: 'Zuid' }), 'neither');
		assert.equal(together(PARK, { ...PARK, theme: 'spelen' }), 'neither');
	});

	test('sees that the same thing is wanted at times that never meet', () => {
		const works = { kind: 'wish', theme: 'werk aan de straat', place: 'Lindelaan' } as const;
		const soon = { ...works, ...SPRING, text: 'De straat open voor het warmtenet in het voorjaar' };
		assert.equal(together(soon, { ...works, ...AUTUMN, text: 'Straat pas open na de zomer, met het riool' }), 'clash');
		assert.equal(together(soon, { ...works, ...AUTUMN, text: 'De straat niet vóór september open' }), 'clash');
		assert.equal(together(soon, { ...works, ...AUTUMN, text: 'Buurtfeest bij de kerk' }), 'neither');
		assert.equal(together(soon, { ...works, ...AUTUMN, place: 'Kerkplein', text: 'De straat open voor het warmtenet' }), 'neither');
	});

	test('sees one theme at opposite ends of two orders, and high in both', () => {
		const ranked = (rank: number, of: number) => ({ kind: 'priority', rank, of }) as const;
		assert.equal(together(ranked(1, 5), ranked(5, 5)), 'clash');
		assert.equal(together(ranked(1, 8), ranked(4, 5)), 'clash');
		assert.equal(together(ranked(2, 4), ranked(3, 4)), 'neither', 'next to each other is not opposite');
		assert.equal(together(ranked(1, 5), ranked(2, 8)), 'reinforcement');
		assert.equal(together(ranked(1, 5), ranked(3, 5)), 'neither');
		assert.equal(together(ranked(5, 5), ranked(8, 8)), 'neither', 'what both find unimportant binds nobody');
		assert.equal(together(ranked(1, 5), { ...ranked(5, 5), theme: 'kosten' }), 'neither');
	});

	test('never sets a party against itself, and finds the same pairs in any order', () => {
		const any = fc.record({
			id: fc.uuid(),
			party: fc.constantFrom('A', 'a ', 'B', 'C'),
			theme: fc.constantFrom('groen', 'Warmte'),
			kind: fc.constantFrom('wish', 'condition', 'priority'),
			text: fc.constantFrom('Een park', 'geen parken', 'warmtenet', ''),
			measure: fc.constantFrom(undefined, 'kosten', 'Vermogen'),
			unit: fc.constantFrom(undefined, 'kW', 'MW', '€'),
			atLeast: fc.constantFrom(undefined, 1, 900),
			atMost: fc.constantFrom(undefined, 900, 1000),
			from: fc.constantFrom(undefined, '2027-01-01'),
			until: fc.constantFrom(undefined, '2027-01-01', '2030-01-01'),
			place: fc.constantFrom(undefined, 'Noord', 'de hele wijk'),
			rank: fc.constantFrom(undefined, 1, 3),
			of: fc.constantFrom(3),
		});
		const pairs = (items: Item[]) =>
			findClashes(items)
				.map(({ items: [one, other], outcome }) => [outcome, ...[one.id, other.id].toSorted()].join(' '))
				.toSorted();
		fc.assert(
			fc.property(fc.uniqueArray(any, { selector: ({ id }) => id, maxLength: 12 }), (items) => {
				assert.deepEqual(pairs(items), pairs(items.toReversed()));
				for (const {
					items: [one, other],
				} of findClashes(items))
					assert.notEqual(one.party.trim().toLowerCase(), other.party.trim().toLowerCase());
			}),
		);
	});
});

describe('a file of items', () => {
	test('is read, and a field that is null is a field left out', () => {
		const read = readItems(JSON.stringify({ items: [{ ...item({}), unit: null, from: '2027-03-01T00:00:00Z' }] }));
		assert.ok(read.ok);
		assert.equal(read.items[0]?.from, '2027-03-01');
	});

	for (const [what, file, issue] of [
		['no JSON', '{', /The file is no JSON/],
		['no list', '{"items": 3}', /items: /],
		['an item without a party', { ...item({}), party: undefined }, /items\.0\.party: /],
		['a kind there is not', { ...item({}), kind: 'hope' }, /wish, condition or priority/],
		['a day there is not', item({ from: '2027-02-30' }), /items\.0\.from: is no day/],
		['a period that ends before it begins', item({ from: '2027-03-01', until: '2027-02-01' }), /ends before it begins/],
		['limits the wrong way round', item({ atLeast: 3, atMost: 2 }), /atLeast above atMost/],
		['a rank beyond the end', item({ rank: 6, of: 5 }), /beyond how many/],
	] as const)
		test(`that holds ${what} is refused with the place and the reason`, () => {
			const read = readItems(typeof file === 'string' ? file : JSON.stringify({ items: [file] }));
			assert.ok(!read.ok);
			assert.match(read.issues.join(), issue);
		});

	test('names each item once', () => {
		const read = readItems(JSON.stringify({ items: [item({}), item({})] }));
		assert.deepEqual(read, { ok: false, issues: ['The id x is there more than once.'] });
	});
});
