import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { getDocumentProxy } from 'unpdf';
import { type Block, heading, type Paper, paragraph, words } from './blocks.ts';
import { pdfOf, type Standard } from './pdf.server.ts';

const paperWith = (blocks: Block[], more: Partial<Paper> = {}): Paper => ({
	title: 'Zonnedam-Oost',
	author: 'Noor Visser',
	language: 'nl',
	above: 'Gemeente Zonnedam',
	lead: 'Wat er is gedaan en besloten.',
	madeAt: '2026-11-22T12:00:00.000Z',
	front: [],
	chapters: [{ title: words('Logboek'), blocks }],
	...more,
});

const open = (bytes: Buffer) => getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });

async function textOf(blocks: Block[], standard: Standard = 'reading'): Promise<string> {
	const pdf = await open(pdfOf(paperWith(blocks), standard));
	const pages: string[] = [];
	for (let number = 1; number <= pdf.numPages; number++) {
		const { items } = await (await pdf.getPage(number)).getTextContent();
		pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
	}
	return pages.join('\n');
}

interface Tag {
	role?: string;
	alt?: string;
	children?: Tag[];
}

async function tagsOf(bytes: Buffer): Promise<Tag[]> {
	const pdf = await open(bytes);
	const tags: Tag[] = [];
	for (let number = 1; number <= pdf.numPages; number++) tags.push(...flat((await (await pdf.getPage(number)).getStructTree()) as Tag));
	return tags;
}
const flat = (tag: Tag | null): Tag[] => (tag === null ? [] : [tag, ...(tag.children ?? []).flatMap(flat)]);

const aPicture = async () => ({
	alt: 'De straat voor het werk',
	jpeg: await sharp({ create: { width: 60, height: 40, channels: 3, background: '#0067a5' } })
		.jpeg()
		.toBuffer(),
	width: 60,
	height: 40,
});

describe('a paper as PDF', () => {
	it('says in its own data which standard it meets', () => {
		const [reading, archive] = (['reading', 'archive'] as const).map((one) => pdfOf(paperWith([]), one).toString('latin1'));
		assert.match(reading ?? '', /<pdfuaid:part>1<\/pdfuaid:part>/);
		assert.match(archive ?? '', /<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>A<\/pdfaid:conformance>/);
	});

	it('tells its title, its author and its language', async () => {
		const pdf = await open(pdfOf(paperWith([]), 'reading'));
		const info = (await pdf.getMetadata()).info as Record<string, unknown>;
		assert.deepEqual([info.Title, info.Author, info.Language], ['Zonnedam-Oost', 'Noor Visser', 'nl-NL']);
	});

	it('keeps headings, lists, tables and pictures for who listens to it', async () => {
		const bytes = pdfOf(
			paperWith([
				heading(2, '2026'),
				{ kind: 'list', ordered: false, items: [[paragraph('een')], [paragraph('twee')]] },
				{ kind: 'table', widths: [1, 1], head: [words('Naam'), words('Rol')], rows: [[words('Noor'), words('Lid')]] },
				{ kind: 'image', picture: await aPicture() },
			]),
			'reading',
		);
		const tags = await tagsOf(bytes);
		const roles = new Set(tags.map(({ role }) => role));
		for (const role of ['H1', 'H2', 'P', 'L', 'LI', 'Table', 'TH', 'TD', 'Figure', 'TOC']) assert.ok(roles.has(role), role);
		assert.equal(tags.find(({ role }) => role === 'Figure')?.alt, 'De straat voor het werk');
	});

	it('is the same to the byte when the paper is', () => {
		assert.deepEqual(pdfOf(paperWith([paragraph('x')]), 'reading'), pdfOf(paperWith([paragraph('x')]), 'reading'));
	});

	it('is not made of a picture without words, nor without a title', async () => {
		const picture = { ...(await aPicture()), alt: ' ' };
		assert.throws(() => pdfOf(paperWith([{ kind: 'image', picture }]), 'reading'), /without words/);
		assert.throws(() => pdfOf(paperWith([], { title: '' }), 'reading'), /without a title/);
	});

	it('takes every sign as text', async () => {
		const hostile = '#let x = 1 #panic("x") $1+1$ *vet* _schuin_ <script>alert(1)</script> @ref \\ /* x */ // y `z` = kop - lijst {page}';
		const text = await textOf([paragraph(hostile)]);
		// Where a line ends, a space goes.
		assert.ok(text.replace(/\s/g, '').includes(hostile.replace(/\s/g, '')), text);
	});

	it('leaves out what nobody sees and says what no font can show', async () => {
		const text = await textOf([paragraph('voor\u0000\u0007\u202ena 漢 🜂 Łódź Київ')], 'archive');
		assert.ok(text.includes('voorna [U+6F22] [U+1F702] Łódź Київ'), text);
	});

	it('shows Arabic and small pictures, in both standards', () => {
		for (const standard of ['reading', 'archive'] as const)
			assert.ok(pdfOf(paperWith([paragraph('مرحبا بالجيران 🎉 👨‍👩‍👧 ❤️ שלום')]), standard).length > 0);
	});

	it('divides a word that is longer than the paper is wide', async () => {
		const pdf = await open(pdfOf(paperWith([paragraph('a'.repeat(3000))]), 'reading'));
		const { items } = await (await pdf.getPage(3)).getTextContent();
		const ends = items.map((item) => ('str' in item ? (item.transform[4] as number) + item.width : 0));
		assert.ok(Math.max(...ends) < 560, `${Math.max(...ends)}`);
	});
});
