import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';
import { EICAR } from '../../tests/village/clamd.ts';
import { noise, odt, office, pdf } from '../../tests/village/files.ts';
import { examine, firstSightOf } from './examining.ts';
import { textIn, wordsInXml } from './reading-text.ts';

const photo = (format: 'png' | 'jpeg' | 'webp' | 'gif' | 'tiff' = 'jpeg', width = 60) =>
	sharp({ create: { width, height: 40, channels: 3, background: '#468' } })
		.withExif({ IFD0: { Artist: 'kanarie-maker' }, IFD3: { GPSLatitudeRef: 'N' } })
		.toFormat(format)
		.toBuffer();
const zip = (files: Record<string, string | Uint8Array>) =>
	Buffer.from(
		zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, typeof text === 'string' ? strToU8(text) : text]))),
	);
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`media/${n}.xml`, new Uint8Array(1)]));
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
/** The container in which Office locks a file up. */
const cfb = (inside: string) =>
	Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(inside, 'utf16le'), Buffer.alloc(512)]);
/** A picture of ten times ten thousand points that says it is much larger. */
async function pixelBomb(): Promise<Buffer> {
	const small = await photo('png');
	small.writeUInt32BE(60_000, 16);
	small.writeUInt32BE(60_000, 20);
	return small;
}
/** The bit that says that a part is encrypted, set in every header. */
function encrypted(archive: Buffer): Buffer {
	for (let at = 0; at + 4 < archive.length; at++) {
		const mark = archive.readUInt32LE(at);
		if (mark === 0x04034b50) archive[at + 6] = (archive[at + 6] ?? 0) | 1;
		if (mark === 0x02014b50) archive[at + 8] = (archive[at + 8] ?? 0) | 1;
	}
	return archive;
}
/** Two entries in the list at the end that both point at the bytes of the first. */
function overlapping(archive: Buffer): Buffer {
	const last = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
	archive.writeUInt32LE(0, last + 42);
	return archive;
}
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const html = '<!doctype html><script>alert(1)</script>';
const manifest = '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';

/** What people, and those who mean harm, send: its name, its bytes, and what becomes of it. */
const SAMPLES: [string, () => Buffer | Promise<Buffer>, string][] = [
	['verslag.pdf', () => pdf('Verslag'), 'application/pdf'],
	['VERSLAG.PDF', () => pdf('Verslag'), 'application/pdf'],
	['brief.docx', () => office('docx', 'Brief'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
	['cijfers.xlsx', () => office('xlsx', ''), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
	['praatje.pptx', () => office('pptx', ''), 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
	['brief.odt', () => odt('Brief'), 'application/vnd.oasis.opendocument.text'],
	['cijfers.ods', () => odt('', {}, 'spreadsheet'), 'application/vnd.oasis.opendocument.spreadsheet'],
	['praatje.odp', () => odt('', {}, 'presentation'), 'application/vnd.oasis.opendocument.presentation'],
	['foto.jpg', () => photo('jpeg'), 'image/jpeg'],
	['foto.jpeg', () => photo('jpeg'), 'image/jpeg'],
	['foto.png', () => photo('png'), 'image/png'],
	['foto.webp', () => photo('webp'), 'image/webp'],
	['briefje.txt', () => Buffer.from('Één regel € 🏘️'), 'text/plain'],
	['lijst.csv', () => Buffer.from('\ufeffstraat;huis\nDorpsweg;1\n'), 'text/csv'],
	// Both are what they say, and more. They are only ever given out to be saved.
	['dubbel.pdf', () => Buffer.concat([pdf('x'), Buffer.from(html)]), 'application/pdf'],
	['bladzijde.txt', () => Buffer.from('Dit is <b>geen</b> bladzijde.'), 'text/plain'],

	['plaatje.svg', () => Buffer.from(svg), 'documents.typeNotAllowed'],
	['bladzijde.html', () => Buffer.from(html), 'documents.typeNotAllowed'],
	['zonder-einde', () => pdf('x'), 'documents.typeNotAllowed'],
	['.pdf', () => Buffer.from(html), 'documents.notWhatItSays'],
	['programma.exe', () => Buffer.concat([Buffer.from('MZ'), noise(600)]), 'documents.typeNotAllowed'],
	['programma.pdf', () => Buffer.concat([Buffer.from('MZ'), noise(600)]), 'documents.notWhatItSays'],
	['verslag.pdf.exe', () => pdf('x'), 'documents.typeNotAllowed'],
	['foto.pdf', () => photo('jpeg'), 'documents.notWhatItSays'],
	['foto.jpg', () => photo('png'), 'documents.notWhatItSays'],
	['foto.png', () => photo('gif'), 'documents.notWhatItSays'],
	['foto.gif', () => photo('gif'), 'documents.typeNotAllowed'],
	['foto.tiff', () => photo('tiff'), 'documents.typeNotAllowed'],
	['plaatje.png', () => Buffer.from(svg), 'documents.notWhatItSays'],
	['plaatje.txt', () => Buffer.from(`<?xml version="1.0"?>${svg}`), 'documents.notWhatItSays'],
	['lijst.csv', () => Buffer.from([0x61, 0xff, 0xfe]), 'documents.notWhatItSays'],
	['lijst.txt', () => utf16('regel'), 'documents.notWhatItSays'],
	['nul.txt', () => Buffer.from('regel\0regel'), 'documents.notWhatItSays'],
	['brief.docx', () => odt('x'), 'documents.notWhatItSays'],
	['cijfers.docx', () => office('xlsx', ''), 'documents.notWhatItSays'],
	['archief.zip', () => zip({ 'a.txt': 'a' }), 'documents.typeNotAllowed'],
	['archief.docx', () => zip({ 'a.txt': 'a' }), 'documents.notWhatItSays'],
	['brief.docm', () => office('docx', 'x'), 'documents.macro'],
	['brief.docx', () => office('docx', 'x', { 'word/vbaProject.bin': noise(50) }), 'documents.macro'],
	['brief.odt', () => odt('x', { 'Basic/Standard/Module1.xml': strToU8('Sub x') }), 'documents.macro'],
	['brief.odt', () => odt('x', { 'Scripts/python/x.py': strToU8('x') }), 'documents.macro'],
	['cijfers.xlsx', () => office('xlsx', '', { 'xl/macrosheets/sheet1.xml': strToU8('x') }), 'documents.macro'],
	['brief.docx', () => office('docx', 'x', { 'word/embeddings/programma.exe': noise(50) }), 'documents.typeNotAllowed'],
	['brief.docx', () => encrypted(office('docx', 'x')), 'documents.encrypted'],
	['brief.odt', () => odt('x', { 'META-INF/manifest.xml': strToU8(manifest) }), 'documents.encrypted'],
	['brief.docx', () => cfb('EncryptedPackage'), 'documents.encrypted'],
	['brief.docx', () => cfb('WordDocument'), 'documents.notWhatItSays'],
	['brief.docx', () => office('docx', 'x', { 'word/media/x.xml': new Uint8Array(110 * 1024 * 1024) }), 'documents.bomb'],
	['brief.odt', () => odt('x', { 'media/x.xml': new Uint8Array(5 * 1024 * 1024) }), 'documents.bomb'],
	['brief.docx', () => office('docx', 'x', many(2_001)), 'documents.bomb'],
	['brief.docx', () => overlapping(office('docx', 'x')), 'documents.bomb'],
	['brief.odt', () => odt('x', { '../../weg.xml': strToU8('x') }), 'documents.damaged'],
	['brief.odt', () => odt('x', { '/etc/weg.xml': strToU8('x') }), 'documents.damaged'],
	['brief.docx', () => office('docx', 'x').subarray(0, 200), 'documents.damaged'],
	['foto.png', pixelBomb, 'documents.tooManyPixels'],
	['foto.jpg', async () => (await photo('jpeg', 900)).subarray(0, -200), 'documents.damaged'],
	['foto.png', () => Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), noise(100)]), 'documents.notWhatItSays'],
	// What the scanner is for, and not this.
	['virus.txt', () => Buffer.from(EICAR), 'text/plain'],
];

describe('a file is looked at by its bytes', () => {
	for (const [index, [name, make, expected]] of SAMPLES.entries()) {
		it(`${index + 1}: ${name} is ${expected}`, async () => {
			const bytes = await make();
			const verdict = await examine(bytes, name);
			assert.equal(verdict.ok ? verdict.type : verdict.issue, expected);
		});
	}

	it('and a picture loses its maker and its place', async () => {
		const sent = await photo('jpeg');
		assert.ok(sent.includes('kanarie-maker'));
		const verdict = await examine(sent, 'foto.jpg');
		assert.ok(verdict.ok && verdict.anew && verdict.picture);
		assert.ok(!verdict.anew.includes('kanarie-maker'));
		assert.equal((await sharp(verdict.anew).metadata()).exif, undefined);
		assert.equal((await sharp(verdict.picture).metadata()).format, 'webp');
	});

	it('and a PDF is seen by its first page, however long that is', async () => {
		const plain = await firstSightOf(pdf('Warmtenet'), 'application/pdf');
		assert.ok(plain);
		const { format, width, height } = await sharp(plain).metadata();
		assert.deepEqual({ format, width, height }, { format: 'webp', width: 480, height: 480 });
		assert.ok(
			(await sharp(plain).stats()).channels.some(({ min }) => min < 100),
			'its words are on it',
		);
		const long = Buffer.from(pdf('Rol').toString('latin1').replace('[0 0 300 300]', '[0 0 300 90000]'), 'latin1');
		const seen = await sharp((await firstSightOf(long, 'application/pdf')) ?? '').metadata();
		assert.equal(seen.height, 480);
		assert.equal(await firstSightOf(Buffer.from('x'), 'text/plain'), null);
	});
});

describe('the text of a file', () => {
	const typeOf = async (bytes: Buffer, name: string) => {
		const verdict = await examine(bytes, name);
		assert.ok(verdict.ok);
		return verdict.type;
	};
	const read = async (bytes: Buffer, name: string) => textIn(bytes, await typeOf(bytes, name));

	it('of a PDF is known page by page', async () => {
		assert.deepEqual(await read(pdf('Warmtenet', 'Zonnepanelen'), 'a.pdf'), [
			{ page: 1, text: 'Warmtenet' },
			{ page: 2, text: 'Zonnepanelen' },
		]);
	});

	it('of office files and plain text is one', async () => {
		for (const [bytes, name] of [
			[office('docx', 'Eerste\nTweede &amp; derde'), 'a.docx'],
			[odt('Eerste\nTweede &amp; derde'), 'a.odt'],
			[Buffer.from('Eerste\r\n\r\nTweede & derde\n'), 'a.txt'],
		] as const)
			assert.deepEqual(await read(bytes, name), [{ page: 0, text: 'Eerste\nTweede & derde' }], name);
	});

	it('leaves out what was deleted, and believes no declaration', () => {
		assert.equal(wordsInXml('<w:p><w:delText>weg</w:delText><w:t>blijft</w:t></w:p>').trim(), 'blijft');
		assert.equal(
			wordsInXml('<!DOCTYPE x [<!ENTITY a "&b;&b;">]><text:p>&a;x&#65;&#x1F3D8;&#9999999;</text:p>').replace(/\s+/g, ' ').trim(),
			']> xA🏘',
		);
	});
});
