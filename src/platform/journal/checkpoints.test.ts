import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { onBothEngines } from '../../../tests/village/engines.ts';
import type { Database } from '../database/database.server.ts';
import { keysFrom } from '../keys/keys.server.ts';
import { keyIdOf, openNote, signedNote, textOf } from './checkpoint.ts';
import { chainsOf, checkpoint, readCheckpoint, verifyAgainst } from './checkpoints.server.ts';
import { act, headOf } from './journal.server.ts';
import { openSigning, signingFrom } from './signing.server.ts';

const keys = keysFrom(Buffer.alloc(32, 1));
const signing = signingFrom(generateKeyPairSync('ed25519').privateKey);
const stranger = signingFrom(generateKeyPairSync('ed25519').privateKey);
const HEAD = Buffer.alloc(32, 7).toString('base64');
const NOON = new Date('2026-11-22T12:00:00.000Z');

const folder = mkdtempSync(join(tmpdir(), 'controlepunten-'));
after(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string | Buffer) => {
	const path = join(folder, name);
	writeFileSync(path, text);
	return path;
};

const happens = (db: Database, chain: string) =>
	act(db, keys, ({ record }) => record({ chain, actor: 'p_noor', action: 'decision.taken', object: 'd1', channel: 'screen' }), NOON);

describe('a checkpoint', () => {
	const here = { chain: 'wijk', size: 3, head: HEAD };

	it('is a signed note: origin, size, head, an empty line, and the signature', () => {
		assert.match(
			signedNote(here, signing),
			/^wijkspoor wijk\n3\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n\n— wijkspoor [\w+/]{91}=\n$/,
		);
		assert.deepEqual(openNote(signedNote(here, signing), signing.publicKey), here);
	});

	it('names its key as other programs for signed notes do', () => {
		// The key and its id come from the examples of Go's package for signed notes.
		const x = Buffer.from('GlzZBxQ8OExB6DDFvOEqqIF+xWSaqr8sMTiLNbLXRNY=', 'base64').toString('base64url');
		const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
		assert.equal(keyIdOf('PeterNeumann', key).toString('hex'), 'c74f20a3');
		const bytes = Buffer.from(signedNote(here, signing).trimEnd().split(' ').at(-1) ?? '', 'base64');
		assert.deepEqual(bytes.subarray(0, 4), keyIdOf('wijkspoor', signing.publicKey));
	});

	it('is known among signatures of others', () => {
		const [text = ''] = signedNote(here, signing).split('\n\n');
		const both = `${signedNote(here, stranger)}${signedNote(here, signing).slice(text.length + 2)}— getuige AAAAAA==\n`;
		assert.deepEqual(openNote(both, signing.publicKey), here);
	});

	it('that another signed, or that was changed, is none of ours', () => {
		const note = signedNote(here, signing);
		for (const other of [signedNote(here, stranger), note.replace('\n3\n', '\n2\n'), note.replace('\n\n', '\n'), '', textOf(here)]) {
			assert.equal(openNote(other, signing.publicKey), null);
		}
	});
});

describe('the key that signs checkpoints', () => {
	it('stays the same after a restart, in a sealed file that nobody else may read', () => {
		const place = join(folder, 'sleutels');
		const first = openSigning(place, keys);
		assert.ok(openSigning(place, keys).publicKey.equals(first.publicKey));
		const path = join(place, 'journal.key.pem');
		assert.equal(statSync(path).mode & 0o777, 0o600);
		assert.doesNotMatch(readFileSync(path, 'utf8'), /PRIVATE KEY/);
	});

	it('is not made anew when it was sealed with another master key', () => {
		const place = join(folder, 'sleutels');
		assert.throws(() => openSigning(place, keysFrom(Buffer.alloc(32, 2))), /Put back the one that was there/);
	});
});

onBothEngines('checkpoints', (fresh) => {
	const verdict = (db: Database, elsewhere: Parameters<typeof verifyAgainst>[4] = []) =>
		verifyAgainst(db, keys, signing.publicKey, 'wijk', elsewhere);

	it('are made when the chain grew', async () => {
		const db = await fresh();
		assert.equal(await checkpoint(db, signing, 'wijk'), null);
		await happens(db, 'wijk');
		const first = await checkpoint(db, signing, 'wijk', NOON);
		assert.deepEqual(
			{ ...first },
			{
				chain: 'wijk',
				at: NOON.toISOString(),
				...(await headOf(db, 'wijk')),
				note: signedNote({ chain: 'wijk', ...(await headOf(db, 'wijk')) }, signing),
			},
		);
		assert.deepEqual(await checkpoint(db, signing, 'wijk'), first);
		await happens(db, 'wijk');
		assert.equal((await checkpoint(db, signing, 'wijk'))?.size, 2);
	});

	it('that are stored have to be signed by this installation', async () => {
		const db = await fresh();
		for (let n = 0; n < 2; n++) {
			await happens(db, 'wijk');
			await checkpoint(db, signing, 'wijk');
		}
		assert.equal((await verdict(db)).ok, true);
		const forged = signedNote({ chain: 'wijk', ...(await headOf(db, 'wijk')) }, stranger);
		await db.updateTable('journal_checkpoints').set({ note: forged }).where('size', '=', 2).execute();
		assert.deepEqual(await verdict(db), { ok: false, seq: 2, fault: 'forged' });
	});

	it('that were kept elsewhere tell of a history that is no longer there', async () => {
		const db = await fresh();
		await happens(db, 'wijk');
		const { head } = await headOf(db, 'wijk');
		assert.equal((await verdict(db, [{ chain: 'wijk', size: 1, head }])).ok, true);
		assert.equal((await verdict(db, [{ chain: 'elders', size: 9, head: HEAD }])).ok, true);
		assert.deepEqual(await verdict(db, [{ chain: 'wijk', size: 1, head: HEAD }]), { ok: false, seq: 1, fault: 'differs' });
		assert.deepEqual(await verdict(db, [{ chain: 'wijk', size: 9, head }]), { ok: false, seq: 2, fault: 'shorter' });
	});

	it('of a chain that is gone keep its name', async () => {
		const db = await fresh();
		await happens(db, 'wijk');
		assert.deepEqual(await chainsOf(db, [{ chain: 'elders', size: 9, head: HEAD }]), ['elders', 'wijk']);
	});

	it('are read from a signed note, or from an export', async () => {
		const here = { chain: 'wijk', size: 3, head: HEAD };
		assert.deepEqual(await readCheckpoint(file('brief.txt', signedNote(here, signing)), signing.publicKey), here);
		file('checkpoint.sig', signing.sign(textOf(here)));
		const exported = file('checkpoint', textOf(here));
		assert.deepEqual(await readCheckpoint(exported, signing.publicKey), here);
		await assert.rejects(readCheckpoint(exported, stranger.publicKey), /no checkpoint that this installation signed/);
		await assert.rejects(readCheckpoint(file('los.txt', textOf(here)), signing.publicKey), /no checkpoint/);
		await assert.rejects(readCheckpoint(join(folder, 'weg'), signing.publicKey), /cannot be read/);
	});
});
