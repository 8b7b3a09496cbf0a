import assert from 'node:assert/strict';
import { it } from 'node:test';
import { operatorOf } from '#accounts/sign-ins.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import { lettersFor } from '#platform/letters/letters.server.ts';
import { found } from '#platform/refusals.ts';
import { BRAM, bramJoins } from '../../tests/village/bram.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { keys, noorSetsUp } from '../../tests/village/people.ts';
import { appoint, relieve } from './appointing.server.ts';
import { dutiesFor, dutiesOf, editorOf, moderatorOf } from './duties.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const EDITOR = { addressKey: BRAM.address, duty: 'editor' } as const;

async function village(db: Database) {
	const noor = await noorSetsUp(db, noon);
	const { account: bram } = await bramJoins(db, noor, noon);
	return { bram, noor: found(await operatorOf(db, noor.account)) };
}

onBothEngines('duties', (fresh) => {
	it('are given to who has this exact address, who hears of it by letter', async () => {
		const db = await fresh();
		const { noor, bram } = await village(db);
		assert.deepEqual(await appoint(db, keys, noor, { ...EDITOR, addressKey: 'bram@' }, noon), { ok: false, issue: 'duties.nobodyThere' });
		assert.deepEqual(await appoint(db, keys, noor, EDITOR, noon), { ok: true, name: BRAM.name });
		assert.deepEqual(await appoint(db, keys, noor, EDITOR, noon), { ok: false, issue: 'duties.alreadyHas' });
		assert.deepEqual(await dutiesOf(db, bram), [{ duty: 'editor', since: noon.toISOString() }]);
		assert.deepEqual(
			(await dutiesFor(db, noor)).map(({ name, duty }) => [name, duty]),
			[[BRAM.name, 'editor']],
		);
		assert.ok((await lettersFor(db, keys, bram.id, noon)).some(({ subject }) => subject === 'Je bent nu redacteur'));
	});

	it('make an editor and no moderator, until they end', async () => {
		const db = await fresh();
		const { noor, bram } = await village(db);
		assert.deepEqual([await editorOf(db, bram), await moderatorOf(db, bram)], [null, null]);
		await appoint(db, keys, noor, EDITOR, noon);
		assert.deepEqual([(await editorOf(db, bram))?.id, await moderatorOf(db, bram)], [bram.id, null]);
		await relieve(db, keys, noor, { account: bram.id, duty: 'editor' }, later(1));
		assert.equal(await editorOf(db, bram), null);
		await assert.rejects(relieve(db, keys, noor, { account: bram.id, duty: 'editor' }, later(1)), { kind: 'not-found' });
		assert.ok((await lettersFor(db, keys, bram.id, later(1))).some(({ subject }) => subject === 'Je taak van redacteur is beëindigd'));
	});

	it('are given and ended in the journal of the installation, by who just showed who they are', async () => {
		const db = await fresh();
		const { noor, bram } = await village(db);
		await assert.rejects(appoint(db, keys, noor, EDITOR, later(31)), { kind: 'not-allowed' });
		await appoint(db, keys, noor, EDITOR, noon);
		await assert.rejects(relieve(db, keys, noor, { account: bram.id, duty: 'editor' }, later(31)), { kind: 'not-allowed' });
		await relieve(db, keys, noor, { account: bram.id, duty: 'editor' }, noon);
		const entries = await entriesOf(db, keys, INSTALLATION, { limit: 2 });
		assert.deepEqual(
			entries.map(({ action, actor, object, detail }) => [action, actor, object, detail]),
			['relieved', 'appointed'].map((did) => [
				`duties.${did}`,
				noor.pseudonym,
				bram.pseudonym,
				{ state: 'kept', after: { duty: 'editor' } },
			]),
		);
	});

	it('go with the account', async () => {
		const db = await fresh();
		const { noor, bram } = await village(db);
		await appoint(db, keys, noor, EDITOR, noon);
		await db.deleteFrom('accounts').where('id', '=', bram.id).execute();
		assert.deepEqual(await db.selectFrom('duties').selectAll().execute(), []);
	});
});
