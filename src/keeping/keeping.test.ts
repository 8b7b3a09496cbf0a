import assert from 'node:assert/strict';
import { createHash, randomInt } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { type Kysely, sql } from 'kysely';
import { type Database, type DatabasePlace, openDatabase } from '#platform/database/database.server.ts';
import { migrate, schemaVersion } from '#platform/database/migrate.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { backUp } from './backup.server.ts';
import { holdingsOf } from './holdings.server.ts';
import { backUpKeys, readKeys } from './keys.server.ts';
import { differences } from './manifest.ts';
import { embeddedIn, exists } from './place.server.ts';
import { BrokenBackup, KeepingProblem } from './problem.ts';
import { readBackup } from './reading.server.ts';
import { restore } from './restoring.server.ts';
import { makeTables } from './schema.server.ts';
import { inSnapshot, viewOf } from './snapshot.server.ts';

const NOW = new Date('2026-11-22T05:15:00.123Z');
const scratch: string[] = [];
const folder = async () => {
	const made = await mkdtemp(join(tmpdir(), 'bewaren-'));
	scratch.push(made);
	return made;
};
after(() => Promise.all(scratch.map((made) => rm(made, { recursive: true }))));

const byHash = (a: { hash: string }, b: { hash: string }) => (a.hash < b.hash ? -1 : 1);
const textsIn = async (db: Database) => {
	const rows = await db.selectFrom('release_texts').selectAll().execute();
	return rows.map(({ hash, text }) => ({ hash, text })).toSorted(byHash);
};
const text = (hash: string, text = `tekst van ${hash}`) => ({ hash, text });

onBothEngines('a backup', (_, engine, freshPlace) => {
	const empty = async (): Promise<DatabasePlace> => ({ ...(await freshPlace()), dataFolder: await folder() });

	/** An installation with some texts and, where given, uploaded files. */
	async function installation(texts = [text('a'), text('b')], files: Record<string, string> = {}): Promise<DatabasePlace> {
		const place = await empty();
		const db = openDatabase(place);
		await migrate(db);
		await db.insertInto('releases').values({ id: 1, at: NOW.toISOString(), hash: 'h' }).execute();
		for (const one of texts) {
			await db.insertInto('release_texts').values(one).execute();
			await db.insertInto('release_files').values({ release: 1, path: one.hash, text_hash: one.hash }).execute();
		}
		await db.destroy();
		for (const [name, content] of Object.entries(files)) {
			await mkdir(join(place.dataFolder, 'files', name, '..'), { recursive: true });
			await writeFile(join(place.dataFolder, 'files', name), content);
		}
		return place;
	}

	async function holdingsAt(place: DatabasePlace) {
		const db = openDatabase(place);
		try {
			return await inSnapshot(db, (view) => holdingsOf(view));
		} finally {
			await db.destroy();
		}
	}

	const nothingCameTo = async (place: DatabasePlace) => {
		const { dataFolder } = place;
		assert.deepEqual(await readdir(dataFolder), []);
		if (engine === 'sqlite') return;
		const db = openDatabase(place);
		assert.deepEqual(await db.introspection.getTables({ withInternalKyselyTables: true }), []);
		await db.destroy();
	};

	it('comes back to the byte, with its files', async () => {
		const texts = [text('a', 'Één ‘regel’ €\u00a0\n\n\t"\\'), text('Z', ''), text('é'), text('🏘️')];
		const place = await installation(texts, { 'ab/abcd': 'x'.repeat(2000), leeg: '' });
		const { path, manifest } = await backUp(place, await folder(), [], NOW);
		const target = await empty();
		const restored = await restore(target, path, []);
		assert.deepEqual(restored.manifest, manifest);
		assert.deepEqual(differences(await holdingsAt(target), manifest), []);
		assert.deepEqual(differences(await holdingsAt(place), manifest), []);
		assert.equal(await readFile(join(target.dataFolder, 'files/ab/abcd'), 'utf8'), 'x'.repeat(2000));
		const db = openDatabase(target);
		assert.deepEqual(await textsIn(db), texts.toSorted(byHash));
		await db.destroy();
	});

	it('tells what it holds, alike on both engines', async () => {
		const { manifest } = await backUp(await installation([text('a'), text('B'), text('é')]), await folder(), [], NOW);
		const texts = manifest.tables.find(({ name }) => name === 'release_texts');
		const lines = ['B', 'a', 'é'].map((hash) => `{"hash":"${hash}","text":"tekst van ${hash}"}\n`);
		assert.deepEqual(texts, { name: 'release_texts', rows: 3, sha256: createHash('sha256').update(lines.join('')).digest('hex') });
		assert.deepEqual([manifest.engine, manifest.schema, manifest.madeAt], [engine, schemaVersion(), NOW.toISOString()]);
	});

	it('leaves out the search, which a start makes anew', async () => {
		const { manifest } = await backUp(await installation(), await folder(), [], NOW);
		assert.deepEqual(
			manifest.tables.filter(({ name }) => name.startsWith('search_')),
			[],
		);
	});

	it('is one file that only its owner may read, named for its moment', async () => {
		const to = await folder();
		const { path } = await backUp(await installation(), to, [], NOW);
		assert.deepEqual(await readdir(to), ['wijkspoor-2026-11-22T051500Z.backup']);
		assert.equal((await stat(path)).mode & 0o777, 0o600);
	});

	it('is not written over another', async () => {
		const [place, to] = [await installation(), await folder()];
		await backUp(place, to, [], NOW);
		await assert.rejects(backUp(place, to, [], NOW), /is there already/);
	});

	it('leaves nothing behind when it fails', async () => {
		const to = await folder();
		await assert.rejects(backUp(await installation(undefined, { 'ab/één.pdf': 'x' }), to, [], NOW), KeepingProblem);
		assert.deepEqual(await readdir(to), []);
	});

	it('is opened by the secret key of each recipient, and by no other', async () => {
		const [noor, ada, stranger] = await Promise.all([1, 2, 3].map(() => generateX25519Identity()));
		const recipients = await Promise.all([noor, ada].map((one) => identityToRecipient(String(one))));
		const { path, fingerprint } = await backUp(await installation(), await folder(), recipients, NOW);
		for (const one of [noor, ada]) assert.equal((await readBackup(path, [String(one)])).fingerprint, fingerprint);
		await assert.rejects(readBackup(path, [String(stranger)]), /another key/);
		await assert.rejects(readBackup(path, []), /--identity FILE/);
		assert.ok(!(await readFile(path)).includes('release_texts'));
	});

	it('is refused for a recipient that is none', async () => {
		const to = await folder();
		await assert.rejects(backUp(await installation(), to, ['age1kapot'], NOW), /no public key of age/);
		assert.deepEqual(await readdir(to), []);
	});

	it('notices one changed bit, wherever it is', async () => {
		const identity = await generateX25519Identity();
		const place = await installation(undefined, { 'ab/bestand': 'inhoud' });
		for (const recipients of [[], [await identityToRecipient(identity)]]) {
			const { path } = await backUp(place, await folder(), recipients, NOW);
			const bytes = await readFile(path);
			for (let n = 0; n < 300; n++) {
				const bit = randomInt(bytes.length * 8);
				const changed = Buffer.from(bytes);
				changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
				await writeFile(path, changed);
				await assert.rejects(readBackup(path, [identity]), KeepingProblem, `bit ${bit}`);
			}
		}
	});

	it('notices what was cut off or written behind it', async () => {
		const { path } = await backUp(await installation(), await folder(), [], NOW);
		const bytes = await readFile(path);
		for (const changed of [
			bytes.subarray(0, -1),
			bytes.subarray(0, -512),
			bytes.subarray(0, 700),
			Buffer.concat([bytes, Buffer.alloc(1)]),
		]) {
			await writeFile(path, changed);
			await assert.rejects(readBackup(path, []), BrokenBackup);
		}
	});

	it('is not put back over anything', async () => {
		const place = await installation();
		const { path } = await backUp(place, await folder(), [], NOW);
		await assert.rejects(restore(place, path, []), /There is a database already/);
		const target = await empty();
		await mkdir(join(target.dataFolder, 'files'));
		await writeFile(join(target.dataFolder, 'files/iets'), '');
		await assert.rejects(restore(target, path, []), /is not empty/);
	});

	it('of a newer version is refused', async () => {
		const place = await installation();
		const db = openDatabase(place);
		await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2040-01-01')`.execute(db);
		await db.destroy();
		const { path } = await backUp(place, await folder(), [], NOW);
		const target = await empty();
		await assert.rejects(restore(target, path, []), /newer version \(9999-later\)/);
		await nothingCameTo(target);
	});

	it('of an older version comes back as it was, and is brought to the present by a start', async () => {
		const place = await empty();
		const older = openDatabase(place);
		await makeTables(viewOf(older, engine), '0002-search-by-hits');
		await older.insertInto('release_texts').values(text('oud')).execute();
		await older.destroy();
		const { path } = await backUp(place, await folder(), [], NOW);
		const target = await empty();
		await restore(target, path, []);
		assert.equal((await holdingsAt(target)).schema, '0002-search-by-hits');
		const db = openDatabase(target);
		await migrate(db);
		assert.deepEqual(await textsIn(db), [text('oud')]);
		await db.destroy();
		assert.equal((await holdingsAt(target)).schema, schemaVersion());
	});

	it('whose rows point at nothing leaves nothing behind', async () => {
		const place = await installation();
		const db = openDatabase(place);
		if (engine === 'sqlite') await sql`pragma foreign_keys = off`.execute(db);
		else await sql`alter table release_files drop constraint release_files_text_hash_fkey`.execute(db);
		await db.deleteFrom('release_texts').where('hash', '=', 'a').execute();
		await db.destroy();
		const { path } = await backUp(place, await folder(), [], NOW);
		const target = await empty();
		await assert.rejects(restore(target, path, []), /foreign key/i);
		await nothingCameTo(target);
	});

	it('takes the chains of the journal along by their heads', async () => {
		const db = openDatabase(await empty());
		const bare = db as unknown as Kysely<Record<string, Record<string, unknown>>>;
		await sql`create table kysely_migration (name text)`.execute(db);
		await sql`create table journal (chain text, seq integer, hash text, primary key (chain, seq))`.execute(db);
		for (const [chain, seq] of [
			['wijk', 1],
			['wijk', 2],
			['installation', 1],
		] as const)
			await bare
				.insertInto('journal')
				.values({ chain, seq, hash: `${chain} ${seq}` })
				.execute();
		const { chains } = await inSnapshot(db, (view) => holdingsOf(view));
		await db.destroy();
		assert.deepEqual(chains, [
			{ chain: 'installation', seq: 1, hash: 'installation 1' },
			{ chain: 'wijk', seq: 2, hash: 'wijk 2' },
		]);
	});

	it('shows one moment, while others go on writing', async () => {
		const place = await installation();
		const [reader, writer] = [openDatabase(place), openDatabase(place)];
		const [before, after] = await inSnapshot(reader, async (view) => {
			const before = await holdingsOf(view);
			await writer.insertInto('release_texts').values(text('later')).execute();
			return [before, await holdingsOf(view)];
		});
		await Promise.all([reader.destroy(), writer.destroy()]);
		assert.deepEqual(after, before);
		assert.deepEqual(differences(await holdingsAt(place), before), ['table release_texts']);
	});

	it('is not made of a place where nothing is, nor makes something there', async () => {
		const place = await empty();
		await assert.rejects(backUp(place, await folder(), [], NOW), KeepingProblem);
		assert.ok(!(await exists(embeddedIn(place.dataFolder))));
	});

	it('leaves the keys to a file of their own', async () => {
		const keyFolder = await folder();
		await writeFile(join(keyFolder, 'master.key'), 'geheim\n');
		const { path } = await backUpKeys({ ...(await empty()), keyFolder }, join(await folder(), 'sleutels'), [], NOW);
		const keys = await readKeys(path, []);
		const other = join(await folder(), 'keys');
		await keys.putBack(other);
		assert.equal(await readFile(join(other, 'master.key'), 'utf8'), 'geheim\n');
		await assert.rejects(keys.putBack(other), /is not empty/);
		const { path: backup } = await backUp(await installation(), await folder(), [], NOW);
		await assert.rejects(readKeys(backup, []), /holds no keys/);
		await assert.rejects(restore(await empty(), path, []), /holds keys/);
	});
});
