import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { accountOf } from '#accounts/sign-ins.server.ts';
import { makeApiToken } from '#api-tokens/api-tokens.server.ts';
import { openDatabase } from '#platform/database/database.server.ts';
import { migrate } from '#platform/database/migrate.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { keys, noorSetsUp } from '../../tests/village/people.ts';
import { backUp } from './backup.server.ts';
import { restore } from './restoring.server.ts';

onBothEngines('a backup that is put back', (_, __, freshPlace) => {
	const scratch: string[] = [];
	const folder = async () => {
		const made = await mkdtemp(join(tmpdir(), 'terug-'));
		scratch.push(made);
		return made;
	};
	after(() => Promise.all(scratch.map((made) => rm(made, { recursive: true }))));

	it('lets nobody in who was signed in then, nor their programs, and keeps their account', async () => {
		const [from, to] = [
			{ ...(await freshPlace()), dataFolder: await folder() },
			{ ...(await freshPlace()), dataFolder: await folder() },
		];
		const db = openDatabase(from);
		await migrate(db);
		const { token, account } = await noorSetsUp(db, new Date());
		await makeApiToken(db, keys, account, { name: 'dashboard', scopes: ['projects:read'], days: 7 });
		const { path } = await backUp(from, await folder(), []);
		assert.ok(await accountOf(db, token));
		await db.destroy();

		assert.equal((await restore(to, path, [])).endedSignIns, 2);
		const restored = openDatabase(to);
		assert.equal(await accountOf(restored, token), null);
		assert.equal((await restored.selectFrom('api_tokens').select('id').execute()).length, 0);
		assert.equal((await restored.selectFrom('accounts').select('id').execute()).length, 1);
		assert.equal((await restored.selectFrom('known_devices').select('hash').execute()).length, 1);
		await restored.destroy();
	});
});
