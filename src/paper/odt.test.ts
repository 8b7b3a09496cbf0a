import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { blocksFrom } from './from-markdown.ts';
import { odtOf } from './odt.server.ts';

const plain = (markdown: string) => markdown.replace('[](knooppunt:x)', 'Knooppunt X');
const fileOf = (markdown: string, title = 'Titel') => odtOf({ title, language: 'nl', blocks: blocksFrom(markdown, plain) });
const contentOf = (markdown: string, title?: string) => strFromU8(unzipSync(fileOf(markdown, title))['content.xml'] ?? new Uint8Array());

describe('a document to take along', () => {
	it('says what it is in its first bytes, uncompressed', () => {
		const file = fileOf('x');
		assert.equal(strFromU8(file.slice(30, 77)), 'mimetypeapplication/vnd.oasis.opendocument.text');
	});

	it('is the same to the byte when its text is', () => {
		assert.deepEqual(fileOf('# x'), fileOf('# x'));
	});

	it('keeps headings, lists and table headers for who listens to it', () => {
		const xml = contentOf('## Kop\n\n- een\n- twee\n\n| A | B |\n|---|---|\n| 1 |  |\n');
		assert.match(xml, /<text:h text:style-name="Heading_20_2" text:outline-level="2">Kop<\/text:h>/);
		assert.equal(xml.match(/<text:list-item>/g)?.length, 2);
		assert.match(xml, /<table:table-header-rows><table:table-row>.*A.*B.*<\/table:table-header-rows>/);
		assert.match(xml, /<table:table-column table:number-columns-repeated="2"\/>/);
	});

	it('takes every sign as text', () => {
		const xml = contentOf('a < b & "c" <script>alert(1)</script> \u0007', '<T> & co');
		assert.ok(!xml.includes('<script>') && !xml.includes('\u0007'));
		assert.match(xml, /a &lt; b &amp; &quot;c&quot; &lt;script&gt;/);
	});

	it('words a link that the writer left to us', () => {
		assert.match(contentOf('Zie [](knooppunt:x) en [dit](knooppunt:x).'), /Zie Knooppunt X en dit\./);
	});

	it('closes every tag it opens', () => {
		const xml = contentOf('1. een\n   - binnen\n2. **vet** en *schuin*\n\n> citaat\n\n| A |\n|---|\n| x |\n\nEinde.');
		const open: string[] = [];
		for (const [, close, name = '', self] of xml.matchAll(/<(\/?)([a-z-]+:[a-z-]+)[^>]*?(\/?)>/g)) {
			if (close) assert.equal(open.pop(), name);
			else if (!self) open.push(name);
		}
		assert.deepEqual(open, []);
	});
});
