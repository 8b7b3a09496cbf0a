import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { keysFrom, openKeys } from './keys.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'sleutels-'));
after(() => rmSync(folder, { recursive: true }));

describe('the keys of an installation', () => {
	const keys = keysFrom(Buffer.alloc(32, 1));

	it('give back what they sealed, and never the same seal twice', () => {
		const [one, other] = [keys.seal('factor 1', 'één ‘geheim’ 🏘️'), keys.seal('factor 1', 'één ‘geheim’ 🏘️')];
		assert.notEqual(one, other);
		assert.equal(keys.unseal('factor 1', one), 'één ‘geheim’ 🏘️');
		assert.equal(keys.unseal('leeg', keys.seal('leeg', '')), '');
	});

	it('refuse what was sealed for something else, by somebody else, or was changed', () => {
		const sealed = keys.seal('factor 1', 'geheim');
		assert.throws(() => keys.unseal('factor 2', sealed));
		assert.throws(() => keysFrom(Buffer.alloc(32, 2)).unseal('factor 1', sealed));
		const bytes = Buffer.from(sealed, 'base64url');
		for (let at = 0; at < bytes.length; at++) {
			const changed = Buffer.from(bytes);
			changed[at] = (changed[at] ?? 0) ^ 1;
			assert.throws(() => keys.unseal('factor 1', changed.toString('base64url')), `byte ${at}`);
		}
		assert.throws(() => keys.unseal('factor 1', ''));
	});

	it('mark the same text alike, per purpose', () => {
		assert.equal(keys.mark('mail', 'noor@gemeente.example'), keys.mark('mail', 'noor@gemeente.example'));
		assert.notEqual(keys.mark('mail', 'noor@gemeente.example'), keys.mark('naam', 'noor@gemeente.example'));
	});

	it('stay the same after a restart, in a file that nobody else may read', () => {
		const sealed = openKeys(folder).seal('a', 'b');
		assert.equal(openKeys(folder).unseal('a', sealed), 'b');
		assert.equal(statSync(join(folder, 'master.key')).mode & 0o777, 0o600);
	});

	it('are not made anew over a file that was spoilt', () => {
		writeFileSync(join(folder, 'master.key'), 'kapot\n');
		assert.throws(() => openKeys(folder), /cannot read what was sealed/);
	});
});
