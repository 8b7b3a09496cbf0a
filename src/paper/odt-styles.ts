import type { Language } from '#platform/languages.ts';

/** How documents in OpenDocument look, and what they say of themselves. */

export const TYPE = 'application/vnd.oasis.opendocument.text';
export const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
export const NAMESPACES = [
	['office', 'office:1.0'],
	['style', 'style:1.0'],
	['text', 'text:1.0'],
	['table', 'table:1.0'],
	['draw', 'drawing:1.0'],
	['svg', 'svg-compatible:1.0'],
	['fo', 'xsl-fo-compatible:1.0'],
	['meta', 'meta:1.0'],
]
	.map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}"`)
	.concat('xmlns:dc="http://purl.org/dc/elements/1.1/"', 'xmlns:xlink="http://www.w3.org/1999/xlink"')
	.join(' ');

const levelOf = (indent: string, margin: string) =>
	`<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-${indent}cm" fo:margin-left="${margin}cm"/></style:list-level-properties>`;
const spanOf = (name: string, properties: string) =>
	`<style:style style:name="${name}" style:family="text"><style:text-properties ${properties}/></style:style>`;

/** Those of the text itself. */
export const STYLES = [
	`<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•">${levelOf('0.6', '0.8')}</text:list-level-style-bullet></text:list-style>`,
	`<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1">${levelOf('0.7', '0.9')}</text:list-level-style-number></text:list-style>`,
	spanOf('Strong', 'fo:font-weight="bold"'),
	spanOf('Emphasis', 'fo:font-style="italic"'),
	spanOf('In_20_nl', 'fo:language="nl" fo:country="NL"'),
	spanOf('In_20_en', 'fo:language="en" fo:country="GB"'),
	'<style:style style:name="Grid" style:family="table"><style:table-properties style:width="17cm" table:align="left" style:may-break-between-rows="true"/></style:style>',
	'<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.75pt solid #6e6a60" fo:padding="0.15cm"/></style:style>',
].join('');

const paragraph = (name: string, of: string, letters = '', more = '') =>
	`<style:style style:name="${name.replaceAll(' ', '_20_')}" style:display-name="${name}" style:family="paragraph"${more}><style:paragraph-properties ${of}/>${letters && `<style:text-properties ${letters}/>`}</style:style>`;
const SIGNS = 'fo:font-family="Overpass, Arial"';
const heading = (level: number, size: number, before: number, of = '') =>
	paragraph(
		`Heading ${level}`,
		`fo:margin-top="${before}cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always" ${of}`,
		`${SIGNS} fo:font-size="${size}pt" fo:font-weight="bold"`,
		` style:default-outline-level="${level}"`,
	);

/** Those that who writes on in it can choose from. */
export const stylesFor = (language: Language, country: string) =>
	`${XML}<office:document-styles ${NAMESPACES} office:version="1.3"><office:styles>${[
		`<style:default-style style:family="paragraph"><style:text-properties fo:font-family="'Atkinson Hyperlegible Next', 'Atkinson Hyperlegible', Arial" fo:font-size="11pt" fo:language="${language}" fo:country="${country}"/></style:default-style>`,
		paragraph('Text body', 'fo:margin-bottom="0.2cm" fo:line-height="130%"'),
		paragraph('Above', 'fo:margin-top="3cm" fo:margin-bottom="0.1cm"', `${SIGNS} fo:font-size="11pt" fo:font-weight="bold"`),
		paragraph(
			'Title',
			'fo:margin-bottom="0.4cm"',
			`${SIGNS} fo:font-size="24pt" fo:font-weight="bold"`,
			' style:default-outline-level="1"',
		),
		paragraph('Lead', 'fo:margin-bottom="0.6cm" fo:line-height="130%"', 'fo:font-size="13pt"'),
		paragraph(
			'Notice',
			'fo:margin-top="0.3cm" fo:margin-bottom="0.4cm" fo:padding="0.25cm" fo:border="1.5pt solid #14181f"',
			'fo:font-weight="bold"',
		),
		paragraph('Fact', 'fo:margin-bottom="0.1cm" fo:margin-left="0.6cm" fo:text-indent="-0.6cm" fo:line-height="125%"'),
		paragraph('Contents Heading', 'fo:break-before="page" fo:margin-bottom="0.4cm"', `${SIGNS} fo:font-size="18pt" fo:font-weight="bold"`),
		paragraph('Contents 1', 'fo:margin-bottom="0.15cm"'),
		heading(1, 20, 0, 'fo:break-before="page"'),
		heading(2, 15, 0.6),
		heading(3, 12.5, 0.4),
		heading(4, 11, 0.3),
		paragraph('Table Contents', 'fo:line-height="130%"'),
		paragraph('Table Heading', 'fo:line-height="130%"', 'fo:font-weight="bold"'),
	].join(
		'',
	)}</office:styles><office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles></office:document-styles>`;

const entry = (path: string, type: string) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`;

export const manifestOf = (pictures: readonly string[]): string =>
	`${XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">${entry('/', TYPE)}${['content.xml', 'styles.xml', 'meta.xml'].map((path) => entry(path, 'text/xml')).join('')}${pictures.map((path) => entry(path, 'image/jpeg')).join('')}</manifest:manifest>`;
