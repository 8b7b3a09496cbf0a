import { createCipheriv } from 'node:crypto';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { type Arrived, arrive } from '#documents/receiving.server.ts';
import type { Storeroom } from '#documents/storeroom.server.ts';

/** Files as people send them, made when they are needed. */

/** A file that arrived in a storeroom, as one that came in by a form. */
export const arrivedIn = ({ arrivals }: Storeroom, name: string, bytes: Uint8Array | string): Promise<Arrived> =>
	arrive(arrivals, name, Buffer.from(bytes));

/** A PDF with a line of text on each page. */
export function pdf(...pages: string[]): Buffer {
	const kids = pages.map((_, index) => `${10 + 2 * index} 0 R`).join(' ');
	const objects = pages.map((text, index) => {
		const content = `BT /F1 12 Tf 20 200 Td (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`;
		const page = `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents ${11 + 2 * index} 0 R/Resources<</Font<</F1 3 0 R>>>>>>`;
		return `${10 + 2 * index} 0 obj${page}endobj\n${11 + 2 * index} 0 obj<</Length ${content.length}>>stream\n${content}\nendstream endobj\n`;
	});
	return Buffer.from(
		`%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>endobj\n` +
			`3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n${objects.join('')}trailer<</Root 1 0 R>>\n%%EOF\n`,
	);
}

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
const MAIN = {
	docx: ['word/document.xml', 'wordprocessingml.document.main+xml'],
	xlsx: ['xl/workbook.xml', 'spreadsheetml.sheet.main+xml'],
	pptx: ['ppt/presentation.xml', 'presentationml.presentation.main+xml'],
} as const;

/** An office file of Microsoft’s kind, with more in it where that is asked. */
export function office(kind: keyof typeof MAIN, text: string, more: Zippable = {}): Buffer {
	const [main, type] = MAIN[kind];
	const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${main}" ContentType="${OFFICE}${type}"/></Types>`;
	const paragraphs = text.split('\n').map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`);
	const body = `<?xml version="1.0"?><w:document xmlns:w="x"><w:body>${paragraphs.join('')}</w:body></w:document>`;
	return Buffer.from(zipSync({ '[Content_Types].xml': strToU8(types), [main]: strToU8(body), ...more }));
}

/** An OpenDocument text. */
export function odt(text: string, more: Zippable = {}, kind = 'text'): Buffer {
	const paragraphs = text.split('\n').map((line) => `<text:p>${line}</text:p>`);
	const body = `<?xml version="1.0"?><office:document-content><office:body><office:text>${paragraphs.join('')}</office:text></office:body></office:document-content>`;
	const mimetype = strToU8(`application/vnd.oasis.opendocument.${kind}`);
	return Buffer.from(zipSync({ mimetype: [mimetype, { level: 0 }], 'content.xml': strToU8(body), ...more }));
}

/** What nothing can be said of. */
export const noise = (length: number): Buffer => {
	const cipher = createCipheriv('aes-256-ctr', Buffer.alloc(32, 7), Buffer.alloc(16));
	return cipher.update(Buffer.alloc(length));
};
