import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainText } from '#paper/blocks.ts';
import { speechIn } from '#platform/messages.ts';
import { crossedIn, groupsOf, withWords } from '../arranging.ts';
import { WISHES } from '../definitions/ambitions.ts';
import { OPPORTUNITIES, RISKS } from '../definitions/conditions.ts';
import { COSTS, CRITERIA, DEADLOCKS } from '../definitions/goals.ts';
import type { Fields } from '../field.ts';
import { triedIn } from '../forms.ts';
import { withEvery } from '../items.server.ts';
import type { Item, Register } from '../register.ts';
import { registersChapter } from '../registers.chapter.ts';
import type { Remark } from '../remarks.server.ts';
import { CHART, chartOf } from './chart.ts';
import { chartTold } from './chart-told.ts';
import { comparisonOf } from './comparing.ts';
import { annuity, costNeutrality, effectsOf, FIGURES, figuresIn, isNeutral } from './cost-neutrality.ts';
import { neutralityTold } from './cost-neutrality-told.ts';
import { criterionStanding, measuredIn } from './criterion.ts';
import { criterionTold } from './criterion-told.ts';
import { deadlockCosts, monthsIn } from './deadlock.ts';
import { deadlockTold } from './deadlock-told.ts';

const nl = speechIn('nl');
/** As it is read: figures keep together by spaces that do not break. */
const read = (told: string | string[]) => [told].flat().join(' ').replaceAll('\u00a0', ' ');
const item = <F extends Fields>(register: Register<F>, id: string, filled: Record<string, string>): Item => ({
	...{ id, register: register.id, level: 'internal', author: null, authorName: '', owner: null, ownerName: '', addedAt: '' },
	...{ channel: 'screen', version: 1, changed: { at: '', name: '' }, source: '', reviewOn: '', removed: null },
	filled: withEvery(register, filled),
});

describe('a criterion', () => {
	const filled = (more: Record<string, string> = {}) =>
		withEvery(CRITERIA, { what: 'Gasverbruik', unit: 'm³', direction: 'atMost', target: '1000', method: 'jaarafrekening', ...more });
	const measured = (...values: [string, number][]): Remark[] =>
		values.map(([day, value]) => ({ id: day, day, text: '', measured: value, authorName: 'Fatima', channel: 'screen' }));
	const standing = (more: Record<string, string>, ...values: [string, number][]) =>
		criterionStanding(filled(more), measuredIn(measured(...values)), '2026-11-22');

	it('is met by the value measured last, whatever went before', () => {
		assert.equal(standing({}, ['2025-06-01', 900], ['2026-06-01', 1001]).outcome, 'unmet');
		assert.equal(standing({}, ['2025-06-01', 1200], ['2026-06-01', 1000]).outcome, 'met');
		assert.equal(standing({ direction: 'atLeast' }, ['2026-06-01', 1001]).outcome, 'met');
		assert.equal(standing({ direction: 'atLeast' }, ['2026-06-01', 999.9]).outcome, 'unmet');
	});

	it('takes the last of two values of one day, which corrects the first', () => {
		assert.deepEqual(standing({}, ['2026-06-01', 9000], ['2026-06-01', 900]).last, { day: '2026-06-01', value: 900 });
	});

	it('was not measured yet when only the baseline is known', () => {
		assert.equal(standing({ baseline: '800' }).outcome, 'unmeasured');
		assert.match(
			read(criterionTold(filled({ baseline: '800' }), [], nl, '2026-11-22').told),
			/^Nog niet gemeten\. Nodig is hoogstens 1\.000 m³\.$/,
		);
	});

	it('says that its day is over, from the day after', () => {
		assert.equal(standing({ due: '2026-11-22' }).isPast, false);
		assert.equal(standing({ due: '2026-11-21' }).isPast, true);
		const told = criterionTold(filled({ due: '2026-01-01' }), measured(['2026-06-01', 1200]), nl, '2026-11-22');
		assert.equal(
			read(told.told),
			'Niet gehaald: op 1 juni 2026 was het 1.200 m³, nodig is hoogstens 1.000 m³. De dag waarop het gehaald moest zijn, 1 januari 2026, is voorbij.',
		);
		assert.equal(told.short, 'Niet gehaald, 1.200 m³ op 1 juni 2026, had gehaald moeten zijn op 1 januari 2026');
	});

	it('is drawn on an axis that begins at nothing, in the order of days, with days below it', () => {
		const { points, baseline, target, across, along, due } = chartOf({
			measured: [
				{ day: '2025-01-01', value: 1200 },
				{ day: '2027-01-01', value: 600 },
			],
			...{ baseline: null, baselineOn: '', target: 0, due: '2029-01-01' },
		});
		const floor = CHART.height - CHART.bottom;
		// The smallest round step of which five cover 1200 m³.
		assert.deepEqual(
			across.map(({ value }) => value),
			[0, 500, 1000, 1500],
		);
		// 200 units high: 1200 is 160 above the floor, 600 is 80.
		assert.deepEqual([floor, points.map(({ y }) => y), target.y, baseline], [210, [50, 130], 210, null]);
		// 278 units wide for 1461 days, of which 730 went by.
		assert.deepEqual([points.map(({ x }) => x), due], [[70, 208.9], 348]);
		// Every first of January would be five, of which four fit: so every other year.
		assert.deepEqual(
			along.map(({ day, as }) => `${day} ${as}`),
			['2026-01-01 year', '2028-01-01 year'],
		);
	});

	it('is drawn when all of it happened on one day, or everything is nothing', () => {
		const one = chartOf({ measured: [{ day: '2026-06-15', value: 0 }], baseline: 0, baselineOn: '2026-06-15', target: 0, due: '' });
		assert.deepEqual(one.points, [{ x: 209, y: 210 }]);
		assert.deepEqual(one.along, [{ day: '2026-06-15', as: 'day', x: 209 }]);
		assert.equal(chartTold(filled(), [], nl), null);
	});
});

describe('what cost neutral comes to', () => {
	const GIVEN = {
		...{ what: 'Tussenwoning', years: '20', investment: '15000', subsidy: '3000', interest: '0' },
		...{ gas: '1200', gasPrice: '1.5', gasFixed: '240', heat: '30', heatPrice: '40', heatFixed: '360', power: '0' },
	};
	const filled = (more: Record<string, string> = {}) => withEvery(COSTS, { ...GIVEN, ...more });
	const sum = (more: Record<string, string> = {}) => costNeutrality(figuresIn(filled(more)));

	it('is the costs a month now and later, line by line', () => {
		const { lines, now, after, difference } = sum();
		// 1200 × 1.50 / 12, 240 / 12; 30 × 40 / 12, 360 / 12, 0, (15000 − 3000) / 240 months.
		assert.deepEqual(
			lines.map(({ costs }) => costs?.perMonth),
			[150, 20, 100, 30, 0, 50],
		);
		assert.deepEqual([now?.perMonth, after?.perMonth, difference?.perMonth, difference?.total], [170, 180, 10, 2400]);
		assert.equal(isNeutral(sum()), false);
	});

	it('turns neutral when gas costs 1.60', () => {
		assert.equal(sum({ gasPrice: '1.6' }).difference?.perMonth, 0);
		assert.equal(isNeutral(sum({ gasPrice: '1.6' })), true);
		assert.deepEqual(effectsOf(figuresIn(filled()), figuresIn(filled({ gasPrice: '1.6' }))), [{ figure: 'gasPrice', perMonth: -10 }]);
	});

	it('counts a rise of gas for every year of the period, and tells the first year apart', () => {
		const { lines } = sum({ years: '2', rise: '10' });
		// 1800 in the first year, 1980 in the second.
		const gas = lines[0]?.costs;
		assert.deepEqual([gas?.atFirst, Math.round(gas?.total ?? 0), Math.round((gas?.perMonth ?? 0) * 100) / 100], [150, 3780, 157.5]);
	});

	it('pays back what is left after the subsidy by the same amount a month', () => {
		// The textbook loan: 1000 at 12% a year, so 1% a month, in a year is 88.85 a month.
		assert.equal(Math.round(annuity(1000, 12, 1) * 100) / 100, 88.85);
		assert.equal(annuity(1200, 0, 10), 10);
	});

	it('takes nothing that is missing to be nothing, and names it', () => {
		const { missing, difference } = sum({ subsidy: '', gasPrice: '' });
		assert.deepEqual([missing, difference], [['gasPrice', 'subsidy'], null]);
		const told = neutralityTold(filled({ gasPrice: '', power: '' }), nl);
		assert.match(
			read(told.told),
			/^Nog niet te zeggen: er ontbreken getallen\. Vul in: ‘Gasprijs, in euro per m³’, ‘Extra stroom straks, in kWh per jaar’, ‘Stroomprijs/,
		);
		assert.equal(told.short, 'Nog niet te zeggen, 3 getallen ontbreken');
	});

	it('needs no price of what is not used, and no interest where nothing is borrowed', () => {
		assert.deepEqual(sum({ heat: '0', heatPrice: '', investment: '0', subsidy: '', interest: '' }).missing, []);
		assert.equal(sum({ subsidy: '15000', interest: '' }).after?.perMonth, 130);
	});

	it('says whether it is neutral and by how much, and what is not reckoned', () => {
		const { told, short, table, notes } = neutralityTold(filled(), nl);
		assert.equal(
			read(told),
			'Nee, met deze getallen is het niet kostenneutraal: € 10 per maand duurder. Nu gemiddeld € 170 per maand, straks € 180. Over de hele periode scheelt dat € 2.400.',
		);
		assert.equal(read(short), 'Niet kostenneutraal, € 10 per maand duurder');
		assert.deepEqual(table.rows[0]?.cells.map(read), ['Gas', '1.200 m³ × € 1,50', '€ 150', '€ 36.000']);
		assert.match(read(notes), /even hard[\s\S]*Btw[\s\S]*Niet gerekend: onderhoud/);
		assert.match(read(neutralityTold(filled({ rise: '2' }), nl).told), /In het eerste jaar: € 10 per maand duurder/);
	});

	it('stands beside another with what differs in words, and what each choice does', () => {
		const { filled: facts, lines, effects } = comparisonOf(filled(), filled({ gasPrice: '1.6', investment: '12600' }), nl);
		assert.deepEqual(
			facts.filter(({ differs }) => differs).map(({ label, one, other }) => [label, one, other]),
			[
				['Investering per woning, in euro', '15.000', '12.600'],
				['Gasprijs, in euro per m³', '1,5', '1,6'],
			],
		);
		assert.deepEqual(lines.filter(({ differs }) => differs).length, 5);
		assert.deepEqual(
			effects.map(({ label, effect }) => `${label}: ${read(effect)}`),
			[
				'Investering per woning, in euro: € 10 per maand goedkoper',
				'Gasprijs, in euro per m³: € 10 per maand goedkoper',
				'Alles samen: € 20 per maand goedkoper',
			],
		);
	});

	it('can be tried out with figures of an address, and says which cannot be', () => {
		const typed = (query: string) => triedIn(COSTS, FIGURES, new URLSearchParams(query));
		assert.deepEqual(typed('gasprijs=1,60&jaren=').tried, { gasPrice: '1.6' });
		assert.deepEqual(typed('gasprijs=veel&jaren=99').issues, { jaren: 'registers.numberOut', gasprijs: 'registers.numberWrong' });
	});
});

describe('what a deadlock costs', () => {
	const GIVEN = { what: 'Geen akkoord', from: '2026-03-01', hours: '40', rate: '95', dwellings: '200', perDwelling: '30' };
	const filled = (more: Record<string, string> = {}) => withEvery(DEADLOCKS, { ...GIVEN, ...more });
	const all = { budget: '6000000', rise: '4', other: '1200' };

	it('is the sum of its lines a month, times the months it lasts', () => {
		const sum = deadlockCosts(filled({ ...all, until: '2026-08-31' }), '2026-11-22');
		// 40 × 95, 200 × 30, 6 000 000 × 4% / 12, 1200; six months.
		assert.deepEqual(
			sum.lines.map(({ perMonth }) => Math.round(perMonth ?? 0)),
			[3800, 6000, 20000, 1200],
		);
		assert.deepEqual([Math.round(sum.perMonth ?? 0), sum.months, Math.round(sum.soFar ?? 0), sum.isOver], [31000, 6, 186000, true]);
	});

	it('counts whole months, and what is left of one by its days', () => {
		assert.equal(monthsIn('2026-03-01', '2026-08-31'), 6);
		assert.equal(monthsIn('2026-01-31', '2026-02-27'), 1);
		assert.equal(monthsIn('2026-11-01', '2026-11-15'), 0.5);
		assert.equal(monthsIn('2024-02-29', '2025-02-27'), 12);
	});

	it('leaves out what is not filled in, and names it', () => {
		const { told, short, table } = deadlockTold(filled(), nl, '2026-08-31');
		assert.equal(
			read(told),
			'Dit kost € 9.800 per maand. Het duurt nu 6 maanden, van 1 maart 2026 tot en met 31 augustus 2026: samen € 58.800. ' +
				'Niet ingevuld, en dus niet meegeteld: ‘Bouwsom die duurder wordt, in euro’, ‘Prijsstijging van de bouw, in procent per jaar’, ‘Andere kosten per maand, in euro’.',
		);
		assert.equal(read(short), 'Kost € 9.800 per maand, tot nu toe € 58.800');
		assert.deepEqual(
			table.rows.map(({ cells }) => read(cells[2] ?? '')),
			['€ 3.800', '€ 6.000', '–', '–', '€ 9.800'],
		);
	});

	it('says that there is nothing to reckon with, or that it has yet to begin', () => {
		const nothing = withEvery(DEADLOCKS, { what: 'x', from: '2026-03-01' });
		assert.match(read(deadlockTold(nothing, nl, '2026-08-31').told), /^Er is nog niets om mee te rekenen/);
		assert.match(read(deadlockTold(filled({ from: '2027-01-01' }), nl, '2026-08-31').told), /begint pas op 1 januari 2027/);
	});
});

describe('a list of a register', () => {
	it('has what is largest first, and apart what has no size or counts no more', () => {
		const risks = [
			item(RISKS, 'klein', { what: 'klein', chance: '1', effect: '5' }),
			item(RISKS, 'open', { what: 'open', chance: '4' }),
			item(RISKS, 'groot', { what: 'groot', chance: '4', effect: '4' }),
			item(RISKS, 'voorbij', { what: 'voorbij', chance: '5', effect: '5', state: 'gone' }),
		];
		const { placed, others, dots } = crossedIn(RISKS.crossed, risks);
		assert.deepEqual(
			[placed.map(({ id }) => id), others.map(({ id }) => id)],
			[
				['groot', 'klein'],
				['open', 'voorbij'],
			],
		);
		// Cells are 68 wide: the middle of the fourth is at 238, counted from below for what stands upwards.
		assert.deepEqual(
			dots.map(({ x, y, number }) => [x, y, number]),
			[
				[238, 102, 1],
				[34, 34, 2],
			],
		);
	});

	it('draws a physical opportunity as a square, and a social one as a circle', () => {
		const both = ['physical', 'social'].map((sort) => item(OPPORTUNITIES, sort, { what: sort, sort, benefit: '3', feasible: '3' }));
		assert.deepEqual(
			crossedIn(OPPORTUNITIES.crossed, both).dots.map(({ isSquare }) => isSquare),
			[true, false],
		);
	});

	it('puts wishes together by whether they go along', () => {
		const wishes = ['', 'out', 'in', ''].map((verdict, index) => item(WISHES, String(index), { what: 'x', verdict }));
		assert.deepEqual(
			groupsOf(WISHES, wishes).map(({ title, items }) => [title, items.length]),
			[
				['registers.verdictIn', 1],
				['registers.verdictOut', 1],
				['registers.verdictNone', 2],
			],
		);
	});

	it('is narrowed by words, in what is filled in and in how it is told, without regard to case and accents', () => {
		const risks = [item(RISKS, 'a', { what: 'Een café sluit', chance: '5' }), item(RISKS, 'b', { what: 'Het net is vol' })];
		const found = (words: string) => withWords(RISKS, risks, words, nl).map(({ id }) => id);
		assert.deepEqual([found('CAFE'), found('heel groot'), found('net café'), found(' ')], [['a'], ['a'], [], ['a', 'b']]);
	});
});

describe('a register on paper', () => {
	const paperOf = (register: Register, items: Item[]) =>
		read(JSON.stringify(registersChapter([{ register, items, remarks: new Map() }], () => '', nl, '2026-08-31')));

	it('says what its figures come to, with the sum as a table', () => {
		const deadlock = item(DEADLOCKS, 'a', { what: 'Geen akkoord', from: '2026-03-01', hours: '40', rate: '95' });
		assert.match(paperOf(DEADLOCKS, [deadlock]), /Dit kost € 3\.800 per maand\..*"kind":"table".*40 uur × € 95.*€ 3\.800/);
		assert.match(
			paperOf(CRITERIA, [item(CRITERIA, 'a', { what: 'Gas', unit: 'm³', target: '0', direction: 'atMost' })]),
			/Nog niet gemeten/,
		);
		assert.match(paperOf(COSTS, [item(COSTS, 'a', { what: 'Huurders', years: '20' })]), /Nog niet te zeggen: er ontbreken getallen/);
	});

	it('has its picture as a grid of names, and names what is not in it', () => {
		const risks = [item(RISKS, 'a', { what: 'Het net is vol', chance: '5', effect: '4' }), item(RISKS, 'b', { what: 'Onbekend' })];
		const [, , grid, others] = registersChapter([{ register: RISKS, items: risks, remarks: new Map() }], () => '', nl, '2026-08-31').blocks;
		assert.ok(grid?.kind === 'table');
		// The second row from above is that of a large effect; the last column that of a very large chance.
		assert.equal(plainText(grid.rows[1]?.at(-1) ?? []), 'Het net is vol');
		assert.ok(others?.kind === 'paragraph' && plainText(others.text) === 'Niet in het rooster: Onbekend');
		const riool = item(OPPORTUNITIES, 'a', { what: 'Riool', sort: 'physical', benefit: '5', feasible: '5' });
		assert.match(paperOf(OPPORTUNITIES, [riool]), /"Riool, fysiek"/);
	});
});
