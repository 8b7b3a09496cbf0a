import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aManuscript, published } from '../../tests/village/method.ts';
import { renderingFor } from './rendering.ts';

const publication = published(
	aManuscript({
		'words/vve.md': '---\nid: vve\nterm: VvE\nforms: [VvE’s]\nshort: Een club van eigenaars.\n---\n',
		'words/warmtenet.md': '---\nid: warmtenet\nterm: warmtenet\nforms: [warmtenetten]\nshort: Buizen met warm water.\n---\n',
		'words/net.md': '---\nid: net\nterm: net\nshort: Kabels of buizen.\n---\n',
	}),
);
const { html, plain } = renderingFor(publication, publication.current, 'nl', 'fase');
const explained = (text: string) =>
	[...html(text).matchAll(/<a class="term" href="([^"]+)" title="([^"]+)">([^<]+)<\/a>/g)].map(
		([, href, short, word]) => `${word} ${href} ${short}`,
	);

describe('a text on the page', () => {
	it('takes the title of a junction by itself, with its phase', () => {
		assert.match(
			html('Zie [](knooppunt:aanleggen).'),
			/<a href="\/knooppunten\/knooppunt-aanleggen" class="nl-link">Knooppunt aanleggen<\/a> \(fase 2\)\./,
		);
	});

	it('keeps the words a writer gave to a link', () => {
		assert.match(html('[Leg aan](knooppunt:aanleggen)'), />Leg aan<\/a> \(fase 2\)/);
	});

	it('marks a link that leaves the site', () => {
		assert.match(html('[bron](https://example.org/)'), /<a href="https:\/\/example.org\/" class="nl-link outside">bron<\/a>/);
	});

	it('explains a word the first time it occurs, in the form in which it occurs', () => {
		assert.deepEqual(explained('Twee VvE’s en een VvE. Warmtenetten.'), [
			'VvE’s /woorden#vve Een club van eigenaars.',
			'Warmtenetten /woorden#warmtenet Buizen met warm water.',
		]);
	});

	it('explains the longest word that is there, and no part of another', () => {
		assert.deepEqual(explained('Een warmtenet en een netbeheerder, niet het Net.'), [
			'warmtenet /woorden#warmtenet Buizen met warm water.',
			'Net /woorden#net Kabels of buizen.',
		]);
	});

	it('explains nothing inside a link or a heading', () => {
		assert.deepEqual(explained('## De VvE\n\n[een VvE](knooppunt:aanleggen)'), []);
	});

	it('shows HTML as text and takes no picture from elsewhere', () => {
		assert.ok(!/<script|<img/.test(html('<script>alert(1)</script> ![x](https://example.org/x.png)')));
		assert.ok(!/href="javascript:/.test(html('[x](javascript:alert(1))')));
	});

	it('becomes plain words for the search', () => {
		assert.equal(plain('**Zie** [](knooppunt:aanleggen):\n\n- een\n- twee'), 'Zie Knooppunt aanleggen (fase 2): een twee');
	});
});
