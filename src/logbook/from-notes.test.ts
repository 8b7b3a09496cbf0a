import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { openDatabase } from '#platform/database/database.server.ts';
import { keysFrom } from '#platform/keys/keys.server.ts';
import type { Member } from '#projects/member.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { keys } from '../../tests/village/people.ts';
import { entriesFor } from './entries.server.ts';
import { findAnew } from './finding.server.ts';

const FOLDER = join(import.meta.dirname, '../../migrations');
const names = readdirSync(FOLDER)
	.filter((name) => name.endsWith('.ts'))
	.toSorted();

onBothEngines('the notes of before the logbook', (_, engine, freshPlace) => {
	it('are entries of it, and what was sealed can be opened as it is', async () => {
		const db = openDatabase(await freshPlace());
		try {
			const migrated = async (chosen: string[]) => {
				for (const name of chosen) await (await import(join(FOLDER, name))).up(db as unknown as Kysely<unknown>, engine);
			};
			const from = names.indexOf('0019-logbook.ts');
			await migrated(names.slice(0, from));
			const own = keysFrom(Buffer.alloc(32, 7));
			const at = '2026-11-21T12:00:00.000Z';
			await sql`insert into organisations (id, name, name_key, kind, language, created_at) values ('o', 'x', 'x', 'municipality', 'nl', ${at})`.execute(
				db,
			);
			const key = keys.seal('project p', Buffer.alloc(32, 7).toString('base64'));
			await sql`insert into projects (id, organisation, name, key, began_at) values ('p', 'o', 'Oost', ${key}, ${at})`.execute(db);
			for (const [id, level, text] of [
				['n1', 'internal', 'voor iedereen'],
				['n2', 'core', own.seal('note n2', 'voor de kern')],
			])
				await sql`insert into notes (id, project, level, text, written_at) values (${id}, 'p', ${level}, ${text}, ${at})`.execute(db);
			await migrated(names.slice(from));
			const leader = { account: 'a', role: 'leader', subproject: null, project: { id: 'p' } } as unknown as Member;
			const entries = await entriesFor(db, keys, leader);
			assert.deepEqual(
				entries.map(({ id, kind, words, happenedOn, enteredAt, version }) => [id, kind, words.text, happenedOn, enteredAt, version]),
				[
					['n2', 'note', 'voor de kern', '2026-11-21', at, 1],
					['n1', 'note', 'voor iedereen', '2026-11-21', at, 1],
				],
			);
			assert.equal(await findAnew(db, keys), 1);
			assert.deepEqual(
				(await entriesFor(db, keys, leader, { words: 'iedereen' })).map(({ id }) => id),
				['n1'],
			);
		} finally {
			await db.destroy();
		}
	});
});
