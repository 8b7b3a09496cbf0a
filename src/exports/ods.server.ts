import { strToU8, zipSync } from 'fflate';
import { escapeXml } from '#platform/xml.ts';

/** The oldest day a ZIP can hold: a fixed one, so that the same rows give the same bytes. */
const NO_DAY = new Date('1980-01-01T00:00:00');
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const TYPE = 'application/vnd.oasis.opendocument.spreadsheet';
const NAMESPACES = [
	['office', 'office:1.0'],
	['style', 'style:1.0'],
	['text', 'text:1.0'],
	['table', 'table:1.0'],
	['fo', 'xsl-fo-compatible:1.0'],
]
	.map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}"`)
	.join(' ');

/** Rows as a spreadsheet that LibreOffice and Excel open; the first row holds the headings. Every cell is text, so that none is a formula. */
export function odsOf(name: string, rows: readonly (readonly string[])[]): Uint8Array {
	const width = Math.max(1, ...rows.map((row) => row.length));
	const cell = (style: string) => (text: string) =>
		text === ''
			? '<table:table-cell/>'
			: `<table:table-cell table:style-name="${style}" office:value-type="string"><text:p>${escapeXml(text)}</text:p></table:table-cell>`;
	const [headings = [], ...others] = rows;
	const head = `<table:table-header-rows><table:table-row>${headings.map(cell('Heading')).join('')}</table:table-row></table:table-header-rows>`;
	const body = others.map((row) => `<table:table-row>${row.map(cell('Plain')).join('')}</table:table-row>`).join('');
	const columns = `<table:table-column table:style-name="Column" table:number-columns-repeated="${width}"/>`;
	const table = `<table:table table:name="${escapeXml(name)}">${columns}${head}${body}</table:table>`;
	const content = `${XML}<office:document-content ${NAMESPACES} office:version="1.3"><office:automatic-styles>${STYLES}</office:automatic-styles><office:body><office:spreadsheet>${table}</office:spreadsheet></office:body></office:document-content>`;
	return zipSync(
		{
			// The type comes first and uncompressed, so that programs recognise the file by its first bytes.
			mimetype: [strToU8(TYPE), { level: 0 }],
			'content.xml': strToU8(content),
			'META-INF/manifest.xml': strToU8(MANIFEST),
		},
		{ mtime: NO_DAY },
	);
}

const STYLES = [
	'<style:style style:name="Column" style:family="table-column"><style:table-column-properties style:column-width="4.5cm"/></style:style>',
	'<style:style style:name="Heading" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>',
	'<style:style style:name="Plain" style:family="table-cell"/>',
].join('');

const MANIFEST = `${XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="${TYPE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`;
