import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Database } from '#platform/database/database.server.ts';
import { bramJoins } from '../../tests/village/bram.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { keys, NOOR, noorSetsUp, withApp } from '../../tests/village/people.ts';
import { accept } from './inviting.server.ts';
import { addOperator } from './operators.server.ts';
import { installationName, isSetUp, isSetUpKey, newSetUpKey } from './setting-up.server.ts';
import { administratorOf, operatorOf } from './sign-ins.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const given = (more: Partial<Parameters<typeof addOperator>[2]> = {}) => ({
	installation: 'Wijkspoor Zonnedam',
	organisation: { name: 'Gemeente Zonnedam', kind: 'municipality' as const },
	name: NOOR.name,
	address: NOOR.address,
	language: 'nl' as const,
	...more,
});
const add = (db: Database, more = {}) => addOperator(db, keys, given(more), 'https://wijk.example', noon);

onBothEngines('an operator of the command line', (fresh) => {
	it('sets the installation up and chooses a password of their own', async () => {
		const db = await fresh();
		const key = await newSetUpKey(db, noon);
		const { invitation } = await add(db);
		assert.match(invitation ?? '', /^https:\/\/wijk\.example\/uitnodiging\/[\w-]{43}$/);
		assert.deepEqual([await isSetUp(db), await isSetUpKey(db, key), await installationName(db)], [true, false, 'Wijkspoor Zonnedam']);
		const token = await accept(db, keys, invitation?.split('/').at(-1) ?? '', { name: 'Noor', password: NOOR.password }, '', noon);
		const { account } = await withApp(db, token, noon);
		assert.ok((await operatorOf(db, account)) && (await administratorOf(db, account)));
	});

	it('comes beside the one there is, in the organisation of that name', async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		const { invitation } = await add(db, { address: 'teun@zonnedam.example', installation: 'iets anders' });
		const token = await accept(db, keys, invitation?.split('/').at(-1) ?? '', { name: 'Teun', password: NOOR.password }, '', noon);
		const { account } = await withApp(db, token, noon);
		assert.equal(account.organisation, noor.account.organisation);
		assert.ok(await operatorOf(db, account));
		assert.equal(await installationName(db), 'Wijkspoor Zonnedam');
	});

	it('can be somebody who has an account already', async () => {
		const db = await fresh();
		const bram = await bramJoins(db, await noorSetsUp(db, noon), noon);
		assert.deepEqual(await add(db, { address: 'bram@ZONNEDAM.example' }), { invitation: null });
		assert.ok(await operatorOf(db, bram.account));
	});
});
