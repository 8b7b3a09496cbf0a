import { KINDS_OF_FILE } from './kind-of-file.ts';
import { partOf } from './office-archive.ts';
import { pagesOf } from './pdf.ts';

/** Runs in a worker, which is ended when it takes too long or too much. */

/** The text of one page, or of the whole where there are no pages: then the number is 0. */
export interface PageText {
	page: number;
	text: string;
}

/** In characters, of a whole document; what stands behind is not found. */
const LONGEST = 2_000_000;

/** What can be read in a file. Nothing, where there are no words in it that we know how to get out. */
export async function textIn(bytes: Buffer, type: string): Promise<PageText[]> {
	const pages = await pagesIn(bytes, type);
	const kept: PageText[] = [];
	let left = LONGEST;
	for (const { page, text } of pages) {
		const plain = plainText(text).slice(0, left).toWellFormed();
		left -= plain.length;
		if (plain !== '') kept.push({ page, text: plain });
	}
	return kept;
}

const typeOf = (extension: string) => KINDS_OF_FILE.get(extension)?.type;

async function pagesIn(bytes: Buffer, type: string): Promise<PageText[]> {
	switch (type) {
		case typeOf('pdf'):
			return (await pagesOf(bytes)).map((text, index) => ({ page: index + 1, text }));
		case typeOf('docx'):
			return [{ page: 0, text: wordsInXml(await partOf(bytes, 'word/document.xml')) }];
		case typeOf('odt'):
			return [{ page: 0, text: wordsInXml(await partOf(bytes, 'content.xml')) }];
		case typeOf('txt'):
		case typeOf('csv'):
			return [{ page: 0, text: bytes.toString('utf8') }];
		default:
			return [];
	}
}

/** What the database of one engine refuses is left out, and so is white space that says nothing. */
const plainText = (text: string): string =>
	text
		// biome-ignore lint/suspicious/noControlCharactersInRegex: these are no text
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
		.replace(/[^\S\n]+/g, ' ')
		.replace(/ ?\n\s*/g, '\n')
		.trim();

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The words between the tags, with a line for each paragraph. Nothing that it declares itself is believed. */
export function wordsInXml(xml: string): string {
	return xml
		.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '')
		.replace(/<(?:text:tracked-changes|w:delText|w:instrText)\b[^>]*>[\s\S]*?<\/(?:text:tracked-changes|w:delText|w:instrText)>/g, '')
		.replace(/<(?:\/text:p|\/text:h|\/w:p|text:line-break|w:br)\b[^>]*>/g, '\n')
		.replace(/<(?:text:tab|text:s|w:tab)\b[^>]*>/g, ' ')
		.replace(/<[^>]*>/g, '')
		.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,40}));/gi, (_, decimal, hex, name) => {
			if (name) return ENTITIES[name] ?? ' ';
			const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
			return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
		});
}
