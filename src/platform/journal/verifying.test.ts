import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { keysFrom } from '../keys/keys.server.ts';
import { canonical, hashOfBody, link, START } from './chaining.ts';
import { sealDetail } from './detail.ts';
import type { Body } from './journal.ts';
import { type StoredEntry, verifyRows } from './verifying.ts';

const keys = keysFrom(Buffer.alloc(32, 1));

/** An entry as it would stand in the database, told by somebody who can compute every hash. */
function stored(seq: number, previous: string, more: Partial<Body> = {}): StoredEntry {
	const { commit, sealed } = sealDetail(keys, 'wijk', seq, { after: seq });
	const told = { seq, at: '2026-11-22T12:00:00.000Z', actor: 'p_noor', action: 'decision.taken', object: `d${seq}`, channel: 'screen' };
	const body = canonical({ v: 1, log: 'wijk', ...told, commit, ...more });
	const body_hash = hashOfBody(body);
	return { chain: 'wijk', ...told, body, body_hash, hash: link(previous, body_hash), content: sealed };
}

function chainOf(size: number): StoredEntry[] {
	const rows: StoredEntry[] = [];
	while (rows.length < size) rows.push(stored(rows.length + 1, rows.at(-1)?.hash ?? START));
	return rows;
}

describe('hashes of the journal', () => {
	it('are those that the design names, so that others compute the same', () => {
		assert.equal(START, 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=');
		// printf '\0{}' | sha256sum, and of \1, 32 zero bytes and the former.
		assert.equal(
			Buffer.from(hashOfBody('{}'), 'base64').toString('hex'),
			'28a3a18f6cd6406b086e9ffda1f9b8a13dbcf44b0f3f32cb9031a11fd053acf9',
		);
		assert.equal(
			Buffer.from(link(START, hashOfBody('{}')), 'base64').toString('hex'),
			'1f42ae262679597b1b25a082d99e368464d8a3243613e766350d1cee09893057',
		);
	});

	it('do not depend on the order in which somebody named the parts', () => {
		assert.equal(canonical({ b: 1, a: { d: 'é', c: undefined } }), '{"a":{"d":"é"},"b":1}');
		assert.throws(() => canonical(undefined), /cannot be written as JSON/);
	});
});

describe('a chain that is verified', () => {
	let rows: StoredEntry[] = [];
	before(() => {
		rows = chainOf(6);
	});
	const at = (seq: number): StoredEntry => {
		const row = rows[seq - 1];
		assert.ok(row);
		return row;
	};
	const changed = (seq: number, change: Partial<StoredEntry>) => rows.map((row) => (row.seq === seq ? { ...row, ...change } : row));
	const verdict = (told: StoredEntry[], checkpoints: { size: number; head: string }[] = []) => verifyRows('wijk', told, keys, checkpoints);

	it('holds, and says how far it grew', async () => {
		assert.deepEqual(await verdict(rows), { ok: true, size: 6, head: at(6).hash, destroyed: 0 });
		assert.deepEqual(await verdict([]), { ok: true, size: 0, head: START, destroyed: 0 });
	});

	it('holds where details were destroyed, and counts them', async () => {
		assert.deepEqual(await verdict(changed(2, { content: null })), { ok: true, size: 6, head: at(6).hash, destroyed: 1 });
	});

	it('misses an entry', async () => {
		assert.deepEqual(await verdict(rows.toSpliced(2, 1)), { ok: false, seq: 3, fault: 'gap' });
	});

	it('notices an entry twice', async () => {
		assert.deepEqual(await verdict(rows.toSpliced(2, 0, at(2))), { ok: false, seq: 3, fault: 'gap' });
	});

	it('notices a body that was changed, also one that is no JSON any more', async () => {
		const told = at(3).body.replace('p_noor', 'p_bram');
		assert.deepEqual(await verdict(changed(3, { body: told })), { ok: false, seq: 3, fault: 'changed' });
		const broken = hashOfBody('geen JSON');
		const rehashed = { body: 'geen JSON', body_hash: broken, hash: link(at(5).hash, broken) };
		assert.deepEqual(await verdict(changed(6, rehashed)), { ok: false, seq: 6, fault: 'changed' });
	});

	it('notices a column that says something else than the body', async () => {
		for (const part of ['chain', 'at', 'actor', 'action', 'object', 'channel'] as const) {
			assert.deepEqual(await verdict(changed(4, { [part]: 'anders' })), { ok: false, seq: 4, fault: 'changed' }, part);
		}
	});

	it('notices a body whose hash was made to fit, by the link', async () => {
		const body = at(3).body.replace('p_noor', 'p_bram');
		assert.deepEqual(await verdict(changed(3, { body, body_hash: hashOfBody(body), actor: 'p_bram' })), {
			ok: false,
			seq: 3,
			fault: 'unlinked',
		});
	});

	it('notices an entry of another chain', async () => {
		assert.deepEqual(await verifyRows('elders', rows, keys), { ok: false, seq: 1, fault: 'changed' });
		assert.deepEqual(await verdict([stored(1, START, { log: 'elders' })]), { ok: false, seq: 1, fault: 'changed' });
	});

	it('notices a detail that was put beside another entry, or written in other letters', async () => {
		assert.deepEqual(await verdict(changed(2, { content: at(3).content })), { ok: false, seq: 2, fault: 'detail' });
		assert.deepEqual(await verdict(changed(2, { content: `${at(2).content}=` })), { ok: false, seq: 2, fault: 'detail' });
		const { sealed } = sealDetail(keys, 'wijk', 2, { after: 2 });
		assert.deepEqual(await verdict(changed(2, { content: sealed })), { ok: false, seq: 2, fault: 'detail' });
	});

	it('that was written anew from some entry on holds by itself, and differs from a checkpoint', async () => {
		const anew = rows.slice(0, 2);
		while (anew.length < 6) anew.push(stored(anew.length + 1, anew.at(-1)?.hash ?? START, anew.length === 2 ? { supersedes: 1 } : {}));
		assert.equal((await verdict(anew)).ok, true);
		const earlier = [{ size: 2, head: at(2).hash }];
		assert.equal((await verdict(anew, earlier)).ok, true);
		assert.deepEqual(await verdict(anew, [...earlier, { size: 5, head: at(5).hash }]), { ok: false, seq: 5, fault: 'differs' });
	});

	it('that lost its newest entries is shorter than a checkpoint', async () => {
		const checkpoints = [{ size: 6, head: at(6).hash }];
		assert.deepEqual(await verdict(rows.slice(0, 4), checkpoints), { ok: false, seq: 5, fault: 'shorter' });
		assert.deepEqual(await verdict([], checkpoints), { ok: false, seq: 1, fault: 'shorter' });
	});
});
