import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, it } from 'node:test';
import { bytesOf, versionFor } from '#documents/documents.server.ts';
import { openStoreroom } from '#documents/storeroom.server.ts';
import { takeIn } from '#documents/taking-in.server.ts';
import { type DatabasePlace, openDatabase } from '#platform/database/database.server.ts';
import { migrate } from '#platform/database/migrate.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { arrivedIn, pdf } from '../../tests/village/files.ts';
import { theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys } from '../../tests/village/people.ts';
import { backUp } from './backup.server.ts';
import { KeepingProblem } from './problem.ts';
import { readBackup } from './reading.server.ts';
import { restore } from './restoring.server.ts';

const scratch: string[] = [];
const folder = async () => {
	const made = await mkdtemp(join(tmpdir(), 'bewaarde-'));
	scratch.push(made);
	return made;
};
after(() => Promise.all(scratch.map((made) => rm(made, { recursive: true }))));
const storeroomAt = ({ dataFolder }: DatabasePlace) =>
	openStoreroom({ dataFolder, uploads: { most: 1_000_000, mostOfProject: 1_000_000 }, scanner: null });

onBothEngines('a backup of documents', (_, __, freshPlace) => {
	async function withDocument(place: DatabasePlace) {
		const db = openDatabase(place);
		await migrate(db);
		const village = await theNeighbourhood(db);
		const storeroom = storeroomAt(place);
		const member = await memberOf(db, village.people.leader.account, village.project);
		const arrived = await arrivedIn(storeroom, 'plan.pdf', pdf('Warmtenet'));
		const entry = { level: 'core' as const, subproject: null, words: { title: 'Plan' } };
		const taken = await takeIn({ db, keys, storeroom }, member, { arrived, purpose: { entry } });
		assert.ok(taken.ok);
		await arrivedIn(storeroom, 'onderweg.pdf', pdf('Nog niet hier'));
		await db.destroy();
		return { village, document: taken.document };
	}

	it('comes back to the byte, without what had not arrived', async () => {
		const place = { ...(await freshPlace()), dataFolder: await folder() };
		const { village, document } = await withDocument(place);
		const { path, manifest } = await backUp(place, await folder(), []);
		assert.equal(manifest.files.length, 1);
		assert.equal((await readBackup(path, [])).manifest.files[0]?.sha256, manifest.files[0]?.sha256);
		const back = { ...(await freshPlace()), dataFolder: await folder() };
		await restore(back, path, []);
		const db = openDatabase(back);
		const member = await memberOf(db, village.people.core.account, village.project);
		const version = await versionFor(db, keys, member, { entry: document, number: 1 });
		assert.deepEqual(await buffer(await bytesOf(db, keys, storeroomAt(back), member, version)), pdf('Warmtenet'));
		await db.destroy();
	});

	it('is not made when a file is missing', async () => {
		const place = { ...(await freshPlace()), dataFolder: await folder() };
		const { village } = await withDocument(place);
		await rm(join(place.dataFolder, 'files', village.project), { recursive: true });
		const to = await folder();
		await assert.rejects(backUp(place, to, []), KeepingProblem);
		assert.deepEqual(await readdir(to), []);
	});
});
