import { strToU8, zipSync } from 'fflate';
import type { Token } from 'markdown-it';
import type { Language } from '#platform/languages.ts';
import { tokensOf } from '#platform/markdown.ts';
import { escapeXml } from '#platform/xml.ts';

/** A text to become a document that LibreOffice and Word open, with headings, lists and table headers for who listens to it. */
export interface OdtText {
	title: string;
	language: Language;
	markdown: string;
	/** The words of a Markdown text, with its links worded. */
	plain: (markdown: string) => string;
}

/** The oldest day a ZIP can hold: a fixed one, so that the same text gives the same bytes. */
const NO_DAY = new Date('1980-01-01T00:00:00');
const COUNTRY: Record<Language, string> = { nl: 'NL', en: 'GB' };
const NAMESPACES = [
	['office', 'office:1.0'],
	['style', 'style:1.0'],
	['text', 'text:1.0'],
	['table', 'table:1.0'],
	['fo', 'xsl-fo-compatible:1.0'],
	['meta', 'meta:1.0'],
]
	.map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}"`)
	.concat('xmlns:dc="http://purl.org/dc/elements/1.1/"')
	.join(' ');
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';

export function odtOf(text: OdtText): Uint8Array {
	const body = `<text:h text:style-name="Title" text:outline-level="1">${escapeXml(text.title)}</text:h>${new Writer(text).blocks()}`;
	const content = `${XML}<office:document-content ${NAMESPACES} office:version="1.3"><office:automatic-styles>${LIST_STYLES}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`;
	const meta = `${XML}<office:document-meta ${NAMESPACES} office:version="1.3"><office:meta><meta:generator>Wijkspoor</meta:generator><dc:title>${escapeXml(text.title)}</dc:title><dc:language>${text.language}-${COUNTRY[text.language]}</dc:language></office:meta></office:document-meta>`;
	return zipSync(
		{
			// The type comes first and uncompressed, so that programs recognise the file by its first bytes.
			mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
			'content.xml': strToU8(content),
			'styles.xml': strToU8(stylesFor(text.language)),
			'meta.xml': strToU8(meta),
			'META-INF/manifest.xml': strToU8(MANIFEST),
		},
		{ mtime: NO_DAY },
	);
}

/** Turns Markdown tokens into ODF, one after the other. */
class Writer {
	readonly #text: OdtText;
	readonly #tokens: Token[];
	#at = 0;
	#tables = 0;

	constructor(text: OdtText) {
		this.#text = text;
		this.#tokens = tokensOf(text.markdown);
	}

	blocks(until?: string): string {
		let written = '';
		for (let token = this.#tokens[this.#at]; token && token.type !== until; token = this.#tokens[this.#at]) {
			this.#at++;
			if (token.type === 'heading_open') written += this.#heading(Number(token.tag.slice(1)));
			else if (token.type === 'paragraph_open')
				written += `<text:p text:style-name="Text_20_body">${this.#inline('paragraph_close')}</text:p>`;
			else if (token.type === 'bullet_list_open') written += this.#list('Bullets', 'bullet_list_close');
			else if (token.type === 'ordered_list_open') written += this.#list('Numbers', 'ordered_list_close');
			else if (token.type === 'table_open') written += this.#table();
			else if (token.type === 'blockquote_open') written += this.blocks('blockquote_close');
		}
		this.#at++;
		return written;
	}

	#heading(level: number): string {
		return `<text:h text:style-name="Heading_20_${level}" text:outline-level="${level}">${this.#inline('heading_close')}</text:h>`;
	}

	#list(style: string, close: string): string {
		let items = '';
		while (this.#tokens[this.#at]?.type === 'list_item_open') {
			this.#at++;
			items += `<text:list-item>${this.blocks('list_item_close')}</text:list-item>`;
		}
		this.#skip(close);
		return `<text:list text:style-name="${style}">${items}</text:list>`;
	}

	#table(): string {
		const name = `${this.#text.language === 'nl' ? 'Tabel' : 'Table'} ${++this.#tables}`;
		const rows: { cells: string[]; header: boolean }[] = [];
		for (let token = this.#tokens[this.#at]; token && token.type !== 'table_close'; token = this.#tokens[this.#at]) {
			this.#at++;
			if (token.type === 'tr_open') rows.push({ cells: [], header: false });
			const row = rows.at(-1);
			if (!row || (token.type !== 'th_open' && token.type !== 'td_open')) continue;
			row.header ||= token.type === 'th_open';
			const style = row.header ? 'Table_20_Heading' : 'Table_20_Contents';
			row.cells.push(
				`<table:table-cell table:style-name="Cell" office:value-type="string"><text:p text:style-name="${style}">${this.#inline(token.type.replace('open', 'close'))}</text:p></table:table-cell>`,
			);
		}
		this.#skip('table_close');
		const width = Math.max(...rows.map(({ cells }) => cells.length));
		const asRows = (wanted: boolean) =>
			rows
				.filter(({ header }) => header === wanted)
				.map(({ cells }) => `<table:table-row>${cells.join('')}</table:table-row>`)
				.join('');
		return `<table:table table:name="${name}" table:style-name="Grid"><table:table-column table:number-columns-repeated="${width}"/><table:table-header-rows>${asRows(true)}</table:table-header-rows>${asRows(false)}</table:table><text:p text:style-name="Text_20_body"/>`;
	}

	/** Words up to the closing token; bold and italic are kept, links keep their words. */
	#inline(close: string): string {
		let written = '';
		for (let token = this.#tokens[this.#at]; token && token.type !== close; token = this.#tokens[this.#at]) {
			this.#at++;
			let target = '';
			for (const child of token.children ?? []) {
				if (child.type === 'strong_open') written += '<text:span text:style-name="Strong">';
				else if (child.type === 'em_open') written += '<text:span text:style-name="Emphasis">';
				else if (child.type === 'strong_close' || child.type === 'em_close') written += '</text:span>';
				else if (child.type === 'softbreak') written += ' ';
				else if (child.type === 'hardbreak') written += '<text:line-break/>';
				else if (child.type === 'link_open') target = String(child.attrGet('href') ?? '');
				else if (child.type === 'link_close') {
					if (target) written += escapeXml(this.#text.plain(`[](${target})`));
					target = '';
				} else {
					written += escapeXml(child.content);
					target = '';
				}
			}
		}
		this.#skip(close);
		return written;
	}

	#skip(type: string): void {
		if (this.#tokens[this.#at]?.type === type) this.#at++;
	}
}

const LIST_STYLES = [
	'<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" fo:margin-left="0.8cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>',
	'<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.7cm" fo:margin-left="0.9cm"/></style:list-level-properties></text:list-level-style-number></text:list-style>',
	'<style:style style:name="Strong" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>',
	'<style:style style:name="Emphasis" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>',
	'<style:style style:name="Grid" style:family="table"><style:table-properties style:width="17cm" table:align="left" style:may-break-between-rows="true"/></style:style>',
	'<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.75pt solid #6e6a60" fo:padding="0.15cm"/></style:style>',
].join('');

const heading = (level: number, size: number, before: number) =>
	`<style:style style:name="Heading_20_${level}" style:display-name="Heading ${level}" style:family="paragraph" style:default-outline-level="${level}"><style:paragraph-properties fo:margin-top="${before}cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/><style:text-properties fo:font-family="Overpass, Arial" fo:font-size="${size}pt" fo:font-weight="bold"/></style:style>`;

const stylesFor = (language: Language) =>
	`${XML}<office:document-styles ${NAMESPACES} office:version="1.3"><office:styles>${[
		`<style:default-style style:family="paragraph"><style:text-properties fo:font-family="'Atkinson Hyperlegible', Arial" fo:font-size="11pt" fo:language="${language}" fo:country="${COUNTRY[language]}"/></style:default-style>`,
		'<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.2cm" fo:line-height="130%"/></style:style>',
		'<style:style style:name="Title" style:family="paragraph" style:default-outline-level="1"><style:paragraph-properties fo:margin-bottom="0.4cm"/><style:text-properties fo:font-family="Overpass, Arial" fo:font-size="24pt" fo:font-weight="bold"/></style:style>',
		heading(2, 15, 0.6),
		heading(3, 12.5, 0.4),
		heading(4, 11, 0.3),
		'<style:style style:name="Table_20_Contents" style:display-name="Table Contents" style:family="paragraph"><style:paragraph-properties fo:line-height="130%"/></style:style>',
		'<style:style style:name="Table_20_Heading" style:display-name="Table Heading" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>',
	].join(
		'',
	)}</office:styles><office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles></office:document-styles>`;

const MANIFEST = `${XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>${['content.xml', 'styles.xml', 'meta.xml'].map((path) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="text/xml"/>`).join('')}</manifest:manifest>`;
