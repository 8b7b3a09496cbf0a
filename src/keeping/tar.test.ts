import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { ArchiveReader, ArchiveWriter } from './archive.server.ts';
import { ByteReader } from './byte-reader.ts';
import { BrokenBackup, KeepingProblem } from './problem.ts';
import { headerOf, readHeader } from './tar.ts';

async function archiveOf(files: Record<string, string>): Promise<Buffer> {
	const pieces: Buffer[] = [];
	const archive = new ArchiveWriter({
		write: async (bytes) => void pieces.push(Buffer.from(bytes)),
		close: async () => {},
		abort: async () => {},
	});
	for (const [name, text] of Object.entries(files)) await archive.add(name, Buffer.from(text));
	const about = {
		form: 1,
		holds: 'keys',
		program: '1',
		schema: 's',
		engine: 'sqlite',
		madeAt: 'nu',
		tables: [],
		files: [],
		chains: [],
	} as const;
	await archive.finish({ ...about, tables: [], files: [], chains: [] });
	return Buffer.concat(pieces);
}

describe('the archive of a backup', () => {
	it('can be taken apart by tar', async () => {
		const archive = await archiveOf({ 'files/a': 'een', 'files/leeg': '', 'files/lang': 'x'.repeat(1300) });
		const names = spawnSync('tar', ['-tf', '-'], { input: archive, encoding: 'utf8' });
		assert.deepEqual(
			[names.stderr, names.stdout.trim().split('\n')],
			['', ['files/a', 'files/leeg', 'files/lang', 'manifest.json', 'manifest.json.sha256']],
		);
		assert.equal(spawnSync('tar', ['-xOf', '-', 'files/lang'], { input: archive, encoding: 'utf8' }).stdout, 'x'.repeat(1300));
	});

	it('comes back in whichever pieces it arrives', async () => {
		const archive = await archiveOf({ 'files/a': 'een', 'files/lang': 'x'.repeat(1300) });
		for (const size of [1, 7, 512, 100_000]) {
			const reader = new ArchiveReader(cut(archive, size));
			const first = await reader.next();
			assert.deepEqual([first.name, (await reader.whole(first)).toString()], ['files/a', 'een']);
			const second = await reader.next();
			assert.deepEqual([second.name, (await reader.whole(second)).length], ['files/lang', 1300]);
		}
	});

	it('has one header for a name and a size, and refuses every other bit', () => {
		const header = headerOf('files/ab/cd', 4711);
		assert.deepEqual(readHeader(header), { name: 'files/ab/cd', size: 4711 });
		for (let bit = 0; bit < header.length * 8; bit++) {
			const changed = Buffer.from(header);
			changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
			assert.throws(() => readHeader(changed), KeepingProblem, `bit ${bit}`);
		}
	});

	it('refuses a name that would not come back', () => {
		for (const name of ['a'.repeat(101), 'één', 'met spatie', '']) assert.throws(() => headerOf(name, 1), KeepingProblem);
	});

	it('says that its end is missing', async () => {
		const reader = new ByteReader(cut(Buffer.from('kort'), 2));
		await assert.rejects(Array.fromAsync(reader.pieces(5)), BrokenBackup);
	});
});

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
