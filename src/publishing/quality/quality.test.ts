import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aManuscript, junctionFile, junctionOf, published } from '../../../tests/village/method.ts';
import { revisionOf } from '../manuscript.ts';
import { completeness } from './completeness.ts';
import { plainLanguage } from './plain-language.ts';
import { proseOf, sentencesIn } from './sentences.ts';
import { translations } from './translations.ts';

const pageOf = (body: string) => proseOf(new Map([['pages/p.md', `---\nid: p\ntitle: Titel\n---\n${body}`]]));
const told = (body: string) =>
	pageOf(body)
		.flatMap(plainLanguage)
		.map(({ message }) => message);
const words = (count: number) => `${Array.from({ length: count }, () => 'woord').join(' ')}.`;

describe('reading the text as a stern editor', () => {
	it('splits sentences where a reader stops, not inside a number or after a small word', () => {
		assert.deepEqual(sentencesIn('Vraag het: ‘Wie beslist?’ Schrijf het op. Het kost € 1.250,50 per jaar, d.w.z. weinig.'), [
			'Vraag het:',
			'‘Wie beslist?’',
			'Schrijf het op.',
			'Het kost € 1.250,50 per jaar, d.w.z. weinig.',
		]);
	});

	it('reads every item of a list and every cell of a table by itself', () => {
		const [prose] = pageOf('- een\n- twee\n\n| A | B |\n|---|---|\n| c | d |\n');
		assert.deepEqual(prose?.sentences, ['Titel', 'een', 'twee', 'A', 'B', 'c', 'd']);
	});

	it('finds a sentence that is too long', () => {
		assert.match(told(`${words(26)} Kort. Kort. Kort. Kort.`)[0] ?? '', /^longer than 25 words/);
		assert.deepEqual(told(`${words(25)} Kort. Kort. Kort. Kort.`), []);
	});

	it('finds a text whose sentences are long on the whole', () => {
		assert.match(told(Array.from({ length: 8 }, () => `W${words(15)}`).join(' '))[0] ?? '', /words a sentence, at most 12/);
	});

	it('offers another word for a word of the office', () => {
		assert.deepEqual(told('Dit gaat middels een brief.'), ['“middels”: say “met”']);
	});

	it('finds what we never say', () => {
		for (const text of ['Klik hier.', 'Het is belangrijk om te luisteren.', 'Dat dient te gebeuren.', 'Doe mee!'])
			assert.equal(told(text).length, 1, text);
	});

	it('finds a translation that has fallen behind', () => {
		const manuscript = new Map([
			['news/a.md', '---\nid: a\n---\nEen.\n'],
			['news/a.en.md', `---\ntitle: A\ntranslates: "${revisionOf('---\nid: a\n---\nEen.\n')}"\n---\nOne.\n`],
			['news/b.md', '---\nid: b\n---\nTwee.\n'],
			['news/b.en.md', '---\ntitle: B\ntranslates: "00000000"\n---\nTwo.\n'],
		]);
		assert.deepEqual(
			translations(proseOf(manuscript), manuscript).map(({ file }) => file),
			['news/b.en.md'],
		);
	});

	it('finds the same tip in two junctions, too few tips, and steps that are missing', () => {
		const body = '## Doel\n\nKlaar.\n\n## Aanpak\n\n1. Een.\n\n## Tips\n\n- Bel je collega.\n';
		const { current } = published(
			aManuscript({
				'editions/1/junctions/kennismaken.md': junctionFile(junctionOf('kennismaken', '1.01'), body),
				'editions/1/junctions/afspreken.md': junctionFile(junctionOf('afspreken', '1.02'), body),
				'editions/1/junctions/aanleggen.md': null,
			}),
		);
		const messages = completeness(current).map(({ message }) => message);
		assert.equal(messages.filter((message) => message.startsWith('the same tip as 1.01')).length, 1);
		assert.equal(messages.filter((message) => message === '1 tips, expected at least 5').length, 2);
		assert.equal(messages.filter((message) => message === '1 steps, expected 3 to 9').length, 2);
		assert.ok(messages.includes('title is missing in en'));
	});
});
