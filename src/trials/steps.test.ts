import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aMonthAfter } from '#organisations/trial.ts';
import { goingOf, stepOf } from './steps.ts';

const HOUR = 3_600_000;
const until = '2026-12-22T12:00:00.000Z';
const days = (count: number, hours = 0) => new Date(Date.parse(until) + count * 24 * HOUR + hours * HOUR);
const told = (warnings: Record<string, Date> = {}) => new Map(Object.entries(warnings).map(([name, at]) => [name, at.toISOString()]));

describe('what is due for a trial', () => {
	it('is a letter seven days and one day before the end, once each', () => {
		assert.equal(stepOf({ until }, told(), days(-7, -1)), null);
		assert.equal(stepOf({ until }, told(), days(-7)), 'ends-7');
		assert.equal(stepOf({ until }, told({ 'ends-7': days(-7) }), days(-6)), null);
		assert.equal(stepOf({ until }, told({ 'ends-7': days(-7) }), days(-1)), 'ends-1');
		assert.equal(stepOf({ until }, told({ 'ends-1': days(-1) }), days(0, -1)), null);
	});

	it('is one letter where the house slept through the first', () => {
		assert.equal(stepOf({ until }, told(), days(0, -1)), 'ends-1');
	});

	it('is a letter fourteen days and one day before everything goes, sixty days after the end', () => {
		assert.equal(stepOf({ until }, told(), days(45)), null);
		assert.equal(stepOf({ until }, told(), days(46)), 'goes-14');
		const first = { 'goes-14': days(46) };
		assert.equal(stepOf({ until }, told(first), days(58)), null);
		assert.equal(stepOf({ until }, told(first), days(59)), 'goes-1');
		const both = { ...first, 'goes-1': days(59) };
		assert.equal(stepOf({ until }, told(both), days(59, 12)), null);
		assert.equal(stepOf({ until }, told(both), days(60)), 'remove');
	});

	it('is never to remove what was not announced fourteen days before, however late it is', () => {
		assert.equal(stepOf({ until }, told(), days(200)), 'goes-14');
		const first = { 'goes-14': days(200) };
		assert.deepEqual(goingOf({ until }, told(first), days(200)), days(214));
		assert.equal(stepOf({ until }, told(first), days(212)), null);
		assert.equal(stepOf({ until }, told(first), days(213)), 'goes-1');
		assert.equal(stepOf({ until }, told({ ...first, 'goes-1': days(216) }), days(216, 2)), null);
		assert.equal(stepOf({ until }, told({ ...first, 'goes-1': days(216) }), days(217)), 'remove');
	});
});

describe('a month', () => {
	it('ends on the last day of a month that has no such day', () => {
		const after = (day: string) =>
			aMonthAfter(new Date(`${day}T12:00:00.000Z`))
				.toISOString()
				.slice(0, 10);
		assert.deepEqual(['2026-11-22', '2027-01-31', '2028-01-31', '2026-12-31'].map(after), [
			'2026-12-22',
			'2027-02-28',
			'2028-02-29',
			'2027-01-31',
		]);
	});
});
