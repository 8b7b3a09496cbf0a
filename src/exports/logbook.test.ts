import assert from 'node:assert/strict';
import { it } from 'node:test';
import { filterIn } from '#logbook/question.ts';
import type { Database } from '#platform/database/database.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { writeNote } from '../../tests/village/notes.ts';
import { keys } from '../../tests/village/people.ts';
import { takeLogbookAlong } from './logbook.server.ts';
import { takeMembersAlong } from './members.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = new Date(noon.getTime() + 31 * 60_000);

async function taken(db: Database, { people, project }: Neighbourhood, who: Resident, query = '', as: 'csv' | 'json' = 'csv', now = noon) {
	const chosen = { as, filter: filterIn(new URLSearchParams(query)), junctionNamed: (id: string) => id };
	return (await Array.fromAsync(await takeLogbookAlong(db, keys, people[who].account, project, chosen, now))).join('');
}
const wordsIn = (text: string) => [...new Set(text.match(/kanarie-\w+/g))].toSorted();

onBothEngines('a list of the logbook that is taken along', (fresh) => {
	it('holds what somebody may read, and nothing else', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const everything = ['kanarie-intern', 'kanarie-kern', 'kanarie-persoonlijk', 'kanarie-rijtjes'];
		for (const as of ['csv', 'json'] as const) {
			assert.deepEqual(wordsIn(await taken(db, village, 'leader', '', as)), everything);
			assert.deepEqual(wordsIn(await taken(db, village, 'reader', '', as)), ['kanarie-intern', 'kanarie-rijtjes']);
			assert.deepEqual(wordsIn(await taken(db, village, 'subproject member', '', as)), []);
		}
	});

	it('is what was chosen, on whichever page it stood', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		assert.deepEqual(wordsIn(await taken(db, village, 'leader', `deel=${village.otherPart}`)), ['kanarie-rijtjes']);
		const data = JSON.parse(await taken(db, village, 'leader', 'q=kanarie-rijtjes&voor=2000-01-01_x', 'json'));
		assert.deepEqual(
			data.map(({ part, words }: { part: string; words: unknown }) => [part, words]),
			[['Rijtjes', { text: 'kanarie-rijtjes' }]],
		);
		assert.deepEqual(JSON.parse(await taken(db, village, 'leader', 'soort=decision', 'json')), []);
	});

	it('is whole when it is longer than what is read at once', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const model = await db.selectFrom('entries').selectAll().where('level', '=', 'internal').executeTakeFirstOrThrow();
		const more = Array.from({ length: 1200 }, (_, n) => ({ ...model, id: `n${String(n).padStart(4, '0')}`, content: `veel ${n}` }));
		for (let from = 0; from < more.length; from += 300)
			await db
				.insertInto('entries')
				.values(more.slice(from, from + 300))
				.execute();
		const data: { id: string }[] = JSON.parse(await taken(db, village, 'leader', '', 'json'));
		assert.equal(new Set(data.map(({ id }) => id)).size, 1204);
		assert.equal((await taken(db, village, 'leader')).trimEnd().split('\r\n').length, 1205);
	});

	it('is never a formula to a spreadsheet', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const leader = await memberOf(db, village.people.leader.account, village.project, noon);
		await writeNote(db, keys, leader, { level: 'internal', text: '=HYPERLINK("x")', subproject: null }, noon);
		assert.ok((await taken(db, village, 'leader')).includes(`"'=HYPERLINK(""x"")"`));
	});

	it('goes to who takes part and just showed who they are, twenty times an hour', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		for (const who of ['administrator', 'other municipality', 'former member'] as const)
			await assert.rejects(taken(db, village, who), { kind: 'not-found' }, who);
		await assert.rejects(taken(db, village, 'leader', '', 'csv', later), { kind: 'not-allowed' });
		for (let n = 0; n < 20; n++) await taken(db, village, 'reader');
		await assert.rejects(taken(db, village, 'reader'), { kind: 'too-much' });
	});
});

onBothEngines('the list of members that is taken along', (fresh) => {
	it('holds who takes part and who did, for who may see them', async () => {
		const db = await fresh();
		const { people, project } = await theNeighbourhood(db, noon);
		const take = (who: Resident) => takeMembersAlong(db, keys, people[who].account, project, noon);
		const rows = (await take('reader')).trimEnd().split('\r\n');
		assert.equal(rows.length, 8);
		assert.match(rows.at(-1) ?? '', /^"Luuk Mulder";.*"2026-11-22";"2026-11-22"$/);
		await assert.rejects(take('subproject member'), { kind: 'not-allowed' });
		await assert.rejects(take('former member'), { kind: 'not-found' });
	});
});
