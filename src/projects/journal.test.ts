import assert from 'node:assert/strict';
import { it } from 'node:test';
import { operatorOf } from '#accounts/sign-ins.server.ts';
import { takeJournalAlong } from '#exports/journal.server.ts';
import { removeEntry } from '#logbook/removing.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { newestCheckpoint } from '#platform/journal/checkpoints.server.ts';
import { filterIn, questionOf } from '#platform/journal/filter.ts';
import { tell } from '#platform/journal/telling.ts';
import { speechIn } from '#platform/messages.ts';
import { PROJECT_KINDS, PROJECT_TELLING } from '#projects/happenings.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { writeNote } from '../../tests/village/notes.ts';
import { keys, signing } from '../../tests/village/people.ts';
import { archive } from './closing.server.ts';
import { actorsFor, linesFor } from './journal.server.ts';
import { memberOf } from './members.server.ts';
import { closeOpening, findProjectNamed, openFromOutside, openingsOf, openUntil } from './opening.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const speech = speechIn('nl');

const as = (db: Database, { people, project }: Neighbourhood, who: Resident) => memberOf(db, people[who].account, project, noon);
const read = async (db: Database, village: Neighbourhood, who: Resident, asked = '') => {
	const question = questionOf(filterIn(new URLSearchParams(asked)), PROJECT_KINDS);
	const lines = await linesFor(db, keys, await as(db, village, who), question);
	return lines.map((line) => tell(line, PROJECT_TELLING, speech));
};

onBothEngines('the journal of a project', (fresh) => {
	it('tells in sentences what happened, with what was there before and after', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const told = (await read(db, village, 'leader')).toReversed();
		assert.deepEqual(
			told.slice(0, 4).map(({ sentence }) => sentence),
			[
				'Mila Jansen begon het project',
				'Fenna de Boer maakte het deelproject Hoogbouw',
				'Fenna de Boer maakte het deelproject Rijtjes',
				'Fenna de Boer voegde Nadia Bakker toe',
			],
		);
		assert.deepEqual(told.find(({ sentence }) => /voegde Bram de Wit toe/.test(sentence))?.changes, [
			{ label: 'Rol', before: '', after: 'kernteam' },
		]);
		assert.deepEqual(told.find(({ sentence }) => /deelname van Luuk Mulder/.test(sentence))?.changes, [
			{ label: 'Rol', before: 'kernteam', after: '' },
		]);
	});

	it('shows to each what they may see of it, also of a note that was taken back', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await removeEntry(db, keys, await as(db, village, 'leader'), { id: village.notes.core, reason: 'proef' }, later(1));
		const notes = async (who: Resident) => (await read(db, village, who, 'soort=logboek')).length;
		// An internal note, one of a part, one of the core, and that this was taken back; the personal one is in nobody's journal.
		assert.deepEqual([await notes('leader'), await notes('core'), await notes('member'), await notes('reader')], [4, 4, 2, 2]);
		assert.equal(await notes('subproject member'), 0);
		await writeNote(db, keys, await as(db, village, 'leader'), { level: 'internal', text: 'x', subproject: village.part }, later(2));
		assert.deepEqual(
			(await read(db, village, 'subproject member')).map(({ sentence }) => sentence),
			['Fenna de Boer zette iets in het logboek', 'Fenna de Boer voegde Sem Smit toe'],
		);
	});

	it('is asked by kind, by person and by day, and what cannot be understood asks nothing', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, new Date('2026-11-21T22:59:00.000Z'));
		const { pseudonym } = village.people.administrator.account;
		const member = await memberOf(db, village.people.core.account, village.project, new Date('2026-11-21T23:30:00.000Z'));
		await writeNote(db, keys, member, { level: 'core', text: 'x', subproject: null }, new Date('2026-11-21T23:30:00.000Z'));
		const all = (await read(db, village, 'leader')).length;
		const count = async (asked: string) => (await read(db, village, 'leader', asked)).length;
		assert.equal(await count(`wie=${pseudonym}`), 1);
		assert.equal(await count(`wie=${member.pseudonym}`), 2);
		assert.equal(
			(await count('soort=mensen')) + (await count('soort=logboek')) + (await count('soort=project')) + (await count('soort=anders')),
			all,
		);
		// A day begins at midnight in the Netherlands, an hour before that of UTC.
		assert.equal(await count('van=2026-11-22'), 1);
		assert.equal(await count('tot=2026-11-21'), all - 1);
		assert.equal(await count('van=2026-11-22&tot=2026-11-22'), 1);
		assert.equal(await count('van=morgen&tot=31-12&voor=0&soort=__proto__'), all);
		assert.equal(await count('voor=3'), 2);
		assert.deepEqual(
			(await actorsFor(db, await as(db, village, 'leader'))).map(({ name }) => name),
			['Bram de Wit', 'Fenna de Boer', 'Mila Jansen'],
		);
	});

	it('goes along as rows for a spreadsheet, in which nothing is a formula, and is signed then', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const { account } = village.people.core;
		const hostile = '=HYPERLINK("http://boos.example";"klik")';
		await db.updateTable('accounts').set({ name: hostile }).where('id', '=', village.people.leader.account.id).execute();
		assert.equal(await newestCheckpoint(db, village.project), null);
		const filter = filterIn(new URLSearchParams('soort=logboek'));
		const text = await takeJournalAlong(db, keys, signing, account, village.project, filter, noon);
		const rows = text.split('\r\n');
		assert.equal(rows[0], '\uFEFF"Nummer";"Wanneer";"Wie";"Wat er gebeurde";"Ervoor";"Erna";"Kenmerk"');
		assert.equal(rows.length, 5);
		assert.ok(text.includes('"\'=HYPERLINK(""http'));
		assert.ok(!/(^|;)"[=+@-]/m.test(text));
		assert.ok((await newestCheckpoint(db, village.project))?.note.startsWith(`wijkspoor ${village.project}\n`));
		await assert.rejects(takeJournalAlong(db, keys, signing, account, village.project, filter, later(31)), { kind: 'not-allowed' });
		await assert.rejects(takeJournalAlong(db, keys, signing, account, village.elsewhere, filter, noon), { kind: 'not-found' });
		for (let n = 0; n < 4; n++) await takeJournalAlong(db, keys, signing, account, village.project, filter, noon);
		await assert.rejects(takeJournalAlong(db, keys, signing, account, village.project, filter, noon), { kind: 'too-much' });
	});

	it('is signed when the project is closed', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await archive(db, keys, signing, await as(db, village, 'leader'), noon);
		const [newest] = await read(db, village, 'leader');
		assert.equal(newest?.sentence, 'Fenna de Boer sloot het project af');
		assert.equal((await newestCheckpoint(db, village.project))?.size, newest?.seq);
	});
});

onBothEngines('a project that is opened from outside', (fresh) => {
	it('is found by its exact name or id only, ten times an hour', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const operator = await operatorOf(db, village.people.operator.account);
		assert.ok(operator);
		const find = (typed: string) => findProjectNamed(db, keys, operator, typed, noon);
		assert.deepEqual(await find('Zonnedam-Oost'), { ok: true, id: village.project });
		assert.deepEqual(await find(village.project), { ok: true, id: village.project });
		assert.deepEqual(await find('Zonnedam%'), { ok: false, issue: 'projects.noSuchProject' });
		await db.updateTable('projects').set({ name: 'Zonnedam-Oost' }).where('id', '=', village.elsewhere).execute();
		assert.deepEqual(await find('Zonnedam-Oost'), { ok: false, issue: 'projects.severalSuch' });
		for (let n = 0; n < 6; n++) await find('x');
		await assert.rejects(find('Zonnedam-Oost'), { kind: 'too-much' });
	});

	it('is open for an hour or until it is closed, and everybody in it knows until when', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const operator = await operatorOf(db, village.people.operator.account);
		assert.ok(operator);
		await openFromOutside(db, keys, operator, village.project, 'Niemand is bereikbaar.', noon);
		assert.equal(await openUntil(db, await as(db, village, 'subproject member'), noon), later(60).toISOString());
		assert.equal(await openUntil(db, await as(db, village, 'operator'), noon), later(60).toISOString());
		assert.deepEqual(
			(await openingsOf(db, operator, noon)).map(({ name, until }) => [name, until]),
			[['Zonnedam-Oost', later(60).toISOString()]],
		);
		await assert.rejects(memberOf(db, operator, village.project, later(60)), { kind: 'not-found' });
		await closeOpening(db, keys, operator, village.project, later(5));
		await assert.rejects(memberOf(db, operator, village.project, later(5)), { kind: 'not-found' });
		assert.equal(await openUntil(db, await as(db, village, 'leader'), later(5)), null);
		await assert.rejects(closeOpening(db, keys, operator, village.project, later(6)), { kind: 'not-found' });
		const [closed, opened] = await read(db, village, 'leader');
		assert.match(closed?.sentence ?? '', /^Teun Vos sloot het project weer/);
		assert.deepEqual(opened?.changes, [{ label: 'Reden', before: '', after: 'Niemand is bereikbaar.' }]);
	});
});
