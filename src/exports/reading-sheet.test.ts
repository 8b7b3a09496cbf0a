import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { odsOf } from './ods.server.ts';
import { sheetIn } from './reading-sheet.server.ts';

describe('a file that is no spreadsheet of ours', () => {
	const issueOf = (file: Uint8Array) => {
		const sheet = sheetIn(file);
		return sheet.ok ? null : sheet.issue;
	};
	const bytes = (text: string) => new TextEncoder().encode(text);

	it('is refused with the reason', () => {
		assert.equal(issueOf(new Uint8Array()), 'exports.sheetMissing');
		assert.equal(issueOf(bytes(' \n')), null);
		assert.equal(issueOf(bytes('\n\n')), 'exports.sheetEmpty');
		assert.equal(issueOf(new Uint8Array(1_000_001).fill(65)), 'exports.sheetLarge');
		assert.equal(issueOf(bytes('a\n'.repeat(3000))), 'exports.sheetLarge');
		assert.equal(issueOf(Uint8Array.of(0, 1, 2)), 'exports.sheetUnknown');
		assert.equal(issueOf(bytes('PK\u0003\u0004 no archive')), 'exports.sheetUnknown');
	});

	it('is not unpacked when it would fill the memory', () => {
		const bomb = odsOf('x', [['a'.repeat(17_000_000)]]);
		assert.ok(bomb.length < 1_000_000);
		assert.equal(issueOf(bomb), 'exports.sheetLarge');
	});

	it('is read as far as it is text: other separators, quotes, and what older programs write', () => {
		const rows = (file: Uint8Array) => {
			const sheet = sheetIn(file);
			return sheet.ok ? sheet.rows : [];
		};
		assert.deepEqual(rows(bytes('a,"b ""c""\nd"\r\ne,\'=1')), [
			['a', 'b "c"\nd'],
			['e', '=1'],
		]);
		assert.deepEqual(rows(Uint8Array.of(0x63, 0x61, 0x66, 0xe9)), [['café']]);
	});
});
