import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { odsOf } from '#exports/ods.server.ts';
import { sheetIn } from '#exports/reading-sheet.server.ts';
import { spreadsheet } from '#exports/spreadsheet.ts';
import { speechIn } from '#platform/messages.ts';
import { aManuscript, published } from '../../tests/village/method.ts';
import { dayFrom } from './forms.ts';
import type { Change, Standings } from './progress.ts';
import { type Rows, read, rowsOf } from './sheet.ts';

const edition = published(aManuscript()).current;
const [nl, en] = [speechIn('nl'), speechIn('en')];
const standings: Standings = new Map([
	[
		'kennismaken',
		{
			...{ junction: 'kennismaken', status: 'started', seq: 3, reason: '=2+2', owner: 'a1', ownerName: 'Fatima Haddad' },
			...{ plannedFrom: '2026-12-01', plannedUntil: null },
		} as Change,
	],
]);
const colleagues = [
	{ account: 'a1', name: 'Fatima Haddad' },
	{ account: 'a2', name: 'Bram de Wit' },
	{ account: 'a3', name: 'Jan' },
	{ account: 'a4', name: 'Jan' },
];
const against = { edition, standings, colleagues, today: '2026-11-22' };
const out = rowsOf(edition, standings, nl);
const fates = (rows: Rows) => {
	const reading = read(rows, against, [nl, en]);
	assert.ok(reading.ok);
	return reading.fates;
};
/** The rows that go out, with cells of one junction changed by their heading. */
const changed = (junction: string, cells: Record<string, string>): Rows =>
	out.map((row) => (row[0] === junction ? row.map((cell, index) => cells[out[0]?.[index] ?? ''] ?? cell) : row));
const fateOf = (junction: string, cells: Record<string, string>) =>
	fates(changed(junction, cells)).find((one) => one.junction?.id === junction);

describe('a spreadsheet of progress', () => {
	it('comes back as it went out and changes nothing, in every kind of file and in both languages', () => {
		for (const speech of [nl, en]) {
			const rows = rowsOf(edition, standings, speech);
			for (const file of [new TextEncoder().encode(spreadsheet(rows)), odsOf('Voortgang', rows)]) {
				const sheet = sheetIn(file);
				assert.ok(sheet.ok);
				assert.deepEqual(sheet.rows, rows);
				assert.deepEqual(
					fates(sheet.rows).map(({ kind }) => kind),
					['same', 'same', 'same'],
				);
			}
		}
	});

	it('tells of a row what it changes, and leaves what is not in it as it is', () => {
		const fate = fateOf('kennismaken', { Status: 'Afgerond', Reden: 'Klaar.', 'Gepland tot': '1-2-2027' });
		assert.ok(fate?.kind === 'changes');
		assert.deepEqual(fate.wish, {
			...{ junction: 'kennismaken', status: 'finished', reason: 'Klaar.', happenedOn: null, owner: 'a1' },
			...{ plannedFrom: '2026-12-01', plannedUntil: '2027-02-01', seen: 3 },
		});
		const [few] = fates([
			['Status', 'Kenmerk', 'Reden'],
			['finished', 'kennismaken', 'Klaar.'],
		]);
		assert.ok(few?.kind === 'changes' && few.wish.owner === 'a1' && few.wish.plannedFrom === '2026-12-01');
	});

	it('says of each row that it does not understand why', () => {
		const issues = (junction: string, cells: Record<string, string>) => {
			const fate = fateOf(junction, cells);
			return fate?.kind === 'not-understood' ? fate.issues : [];
		};
		assert.deepEqual(issues('kennismaken', { Status: 'bijna klaar' }), ['progress.rowStatus']);
		assert.deepEqual(issues('kennismaken', { Status: 'afgerond' }), ['progress.rowReason']);
		assert.deepEqual(issues('kennismaken', { Reden: 'x', 'Gepland tot': '31-2-2027' }), ['progress.dayWrong']);
		assert.deepEqual(issues('kennismaken', { Reden: 'x', 'Gepland tot': '1-1-2020' }), ['progress.windowBackwards']);
		assert.deepEqual(issues('kennismaken', { Reden: 'x', 'Gebeurd op': '1-1-2030' }), ['progress.dayAhead']);
		for (const name of ['Jan', 'Niemand'])
			assert.deepEqual(issues('kennismaken', { Reden: 'x', Eigenaar: name }), ['progress.rowOwner'], name);
		assert.deepEqual(issues('kennismaken', { Status: 'afgerond', Reden: 'x', Stand: '2' }), ['progress.rowOvertaken']);
		const twice = fates([...out, out[1] ?? []]).at(-1);
		assert.deepEqual(twice?.kind === 'not-understood' && twice.issues, ['progress.rowTwice']);
		const unknown = fates([...out, ['bestaat-niet', '', '', 'afgerond', 'x']]).at(-1);
		assert.deepEqual(unknown?.kind === 'not-understood' && unknown.issues, ['progress.rowUnknown']);
		assert.deepEqual(
			read(
				[
					['a', 'b'],
					['c', 'd'],
				],
				against,
				[nl],
			),
			{ ok: false, issue: 'progress.headingsMissing' },
		);
	});

	it('goes out without anything a program would run', () => {
		assert.match(spreadsheet(out), /"'=2\+2"/);
		assert.ok(!new TextDecoder('latin1').decode(odsOf('x', out)).includes('table:formula'));
	});
});

describe('a day', () => {
	it('is read as people and programs write it, and only where there is such a day', () => {
		assert.deepEqual(['22-11-2026', '1/2/2027', '2026-11-22', ' 3.4.2026 '].map(dayFrom), [
			'2026-11-22',
			'2027-02-01',
			'2026-11-22',
			'2026-04-03',
		]);
		assert.deepEqual(['31-2-2026', '22-11-26', 'morgen', '2026-13-01', '', '1-1-1800'].map(dayFrom), [null, null, null, null, null, null]);
	});
});
