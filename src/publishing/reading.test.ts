import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { aManuscript, editionWith, junctionFile, junctionOf, published } from '../../tests/village/method.ts';
import { manuscriptIn } from './manuscript.server.ts';
import { revisionOf } from './manuscript.ts';
import { readManuscript } from './reading.ts';

const problemsOf = (changes: Record<string, string | null>) => {
	const reading = readManuscript(aManuscript(changes));
	return reading.ok ? [] : reading.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
};
const KNOW = 'editions/1/junctions/kennismaken.md';

describe('reading the content', () => {
	it('takes the content of this repository as a whole', async () => {
		const publication = published(await manuscriptIn(join(import.meta.dirname, '../../content')));
		assert.equal(publication.current.junctions.length, 96);
		assert.deepEqual(
			publication.current.phases.map(({ number }) => publication.current.inPhase(number).length),
			[24, 14, 16, 14, 14, 14],
		);
		assert.equal(publication.parts.editions.length, 2);
	});

	it('takes phases and tracks as data: another edition may have two of each', () => {
		const { current } = published(aManuscript());
		assert.deepEqual(
			current.tracks.map(({ code }) => code),
			['A', 'B'],
		);
		assert.deepEqual(
			current.phases.map(({ texts }) => texts.nl.name),
			['Beginnen', 'Bouwen'],
		);
	});

	it('names file and line of a link to a junction that is not there', () => {
		const text = junctionFile({ ...junctionOf('kennismaken', '1.01'), links: [{ feeds: 'nergens', why: 'Zomaar.' }] });
		assert.deepEqual(problemsOf({ [KNOW]: text }), [`${KNOW}:9: "nergens" is no junction of edition 1`]);
	});

	it('names file and line of a reference in the text that leads nowhere', () => {
		const text = junctionFile(junctionOf('kennismaken', '1.01'), '## Doel\n\nZie [](knooppunt:nergens).\n');
		assert.deepEqual(problemsOf({ [KNOW]: text, 'editions/1/junctions/aanleggen.md': null }), [
			`${KNOW}:12: knooppunt:nergens leads nowhere`,
		]);
	});

	it('refuses a junction in a phase that the edition does not have', () => {
		assert.match(problemsOf({ [KNOW]: junctionFile(junctionOf('kennismaken', '9.01')) })[0] ?? '', /there is no phase 9 in edition 1/);
	});

	it('refuses two junctions with one id', () => {
		const found = problemsOf({ 'editions/1/junctions/nogeens.md': junctionFile(junctionOf('afspreken', '1.03', { title: 'Nog eens' })) });
		assert.match(found[0] ?? '', /nogeens\.md:2: the id "afspreken" is also that of editions\/1\/junctions\/afspreken\.md/);
	});

	it('refuses two junctions that would have one address', () => {
		const found = problemsOf({
			'editions/1/junctions/nogeens.md': junctionFile(junctionOf('nogeens', '1.03', { title: 'Knooppunt: afspreken!' })),
		});
		assert.match(found[0] ?? '', /the address "knooppunt-afspreken" is also that of/);
	});

	it('refuses a track and a party that the edition does not have', () => {
		const found = problemsOf({ [KNOW]: junctionFile(junctionOf('kennismaken', '1.01', { tracks: ['Z'], parties: ['koning'] })) });
		assert.match(found.join('\n'), /"Z" is no track of edition 1[\s\S]*"koning" is no party of edition 1|"koning"[\s\S]*"Z"/);
	});

	it('refuses a key nobody knows, since it is nearly always misspelt', () => {
		assert.deepEqual(problemsOf({ [KNOW]: junctionFile(junctionOf('kennismaken', '1.01', { sensitve: true })) }), [
			`${KNOW}:9: sensitve: is no key of this kind of file`,
		]);
	});

	it('refuses a block nobody knows', () => {
		assert.match(
			problemsOf({ [KNOW]: junctionFile(junctionOf('kennismaken', '1.01'), '## Doelen\n\nX.\n') })[0] ?? '',
			/"Doelen" is no block; expected Doel, Aanpak/,
		);
	});

	it('refuses YAML that is not YAML', () => {
		assert.match(problemsOf({ [KNOW]: '---\nid: [een\n---\n' })[0] ?? '', /kennismaken\.md:\d: not valid YAML/);
	});

	it('refuses a file that nobody would read', () => {
		assert.match(problemsOf({ 'kaartjes/los.md': '---\nid: los\n---\n' })[0] ?? '', /kaartjes\/los\.md:1: expected in one of the folders/);
	});

	it('refuses a translation without an original', () => {
		assert.match(problemsOf({ 'editions/1/junctions/zomaar.en.md': '---\ntitle: X\nshort: X\n---\n' })[0] ?? '', /has a Dutch original/);
	});

	it('tells everything that is wrong at once', () => {
		assert.equal(
			problemsOf({
				[KNOW]: junctionFile(junctionOf('kennismaken', '8.01')),
				'editions/1/junctions/afspreken.md': junctionFile(junctionOf('afspreken', '9.01')),
			}).length,
			2,
		);
	});

	it('refuses a junction that goes on nowhere in the next edition', () => {
		const next = editionWith(
			'2',
			{ kennismaken: junctionFile(junctionOf('kennismaken', '1.01')), aanleggen: junctionFile(junctionOf('aanleggen', '2.01')) },
			'1',
		);
		const reading = readManuscript(new Map([...aManuscript(), ...next]));
		assert.match(reading.ok ? '' : (reading.problems[0]?.message ?? ''), /"afspreken" of edition 1 goes on nowhere/);
	});

	it('reads Windows line ends like any other', () => {
		const text = junctionFile(junctionOf('kennismaken', '1.01'), '## Doel\n\nEen.\n\n## Tips\n\n- Twee.\n').replaceAll('\n', '\r\n');
		const junction = published(aManuscript({ [KNOW]: text })).current.junction('kennismaken');
		assert.deepEqual(Object.keys(junction?.texts.nl.blocks ?? {}), ['goal', 'tips']);
	});
});

describe('words, law and kinds of neighbourhood', () => {
	const word = (id: string, forms: string[]) => `---\nid: ${id}\nterm: ${id}\nforms: ${JSON.stringify(forms)}\nshort: Uitleg.\n---\n`;
	const law =
		'---\nid: plan\ntitle: Plan\nkind: plan\norder: 1\nwho: College\nstatus: Nog niet zeker.\njunctions:\n  - { id: afspreken, note: Hier telt het. }\n---\nTekst.\n';
	const archetype = (first: string) => `---\nid: klein\nname: Klein\nsummary: Een kleine wijk.\nfirst: [${first}]\n---\nTekst.\n`;

	it('belong to the junctions they name', () => {
		const publication = published(
			aManuscript({ 'law/plan.md': law, 'editions/1/archetypes/klein.md': archetype('aanleggen, kennismaken') }),
		);
		assert.deepEqual(
			publication.lawFor('afspreken').map(({ texts }) => texts.nl.notes.afspreken),
			['Hier telt het.'],
		);
		assert.deepEqual(publication.current.parts.archetypes[0]?.first, ['aanleggen', 'kennismaken']);
	});

	it('refuse a junction that is not there, and one form of two words', () => {
		assert.deepEqual(
			problemsOf({
				'words/vve.md': word('vve', ['club']),
				'words/club.md': word('club', []),
				'editions/1/archetypes/klein.md': archetype('nergens'),
			}),
			[
				'editions/1/archetypes/klein.md:5: "nergens" is no junction of edition 1',
				'words/vve.md:4: the form "club" is also that of words/club.md; expected one of its own',
			],
		);
	});
});

describe('a translation', () => {
	const dutch = junctionFile(junctionOf('kennismaken', '1.01'));
	const english = (stamp: string) => `---\ntitle: Meeting\nshort: Meeting\n${stamp}---\n## Goal\n\nDone.\n`;
	const staleWith = (stamp: string) => {
		const publication = published(aManuscript({ [KNOW]: dutch, [KNOW.replace('.md', '.en.md')]: english(stamp) }));
		const junction = publication.current.junction('kennismaken');
		assert.ok(junction);
		return publication.isStale(junction);
	};

	it('has fallen behind when it belongs to another Dutch text', () => {
		assert.equal(staleWith('translates: "00000000"\n'), true);
	});

	it('has not when it belongs to the text as it is, or does not say', () => {
		assert.equal(staleWith(`translates: "${revisionOf(dutch)}"\n`), false);
		assert.equal(staleWith(''), false);
	});
});
