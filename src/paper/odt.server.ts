import { strToU8, type Zippable, zipSync } from 'fflate';
import type { Language } from '#platform/languages.ts';
import { speechIn } from '#platform/messages.ts';
import { escapeXml } from '#platform/xml.ts';
import type { Block, Paper, Picture, Words } from './blocks.ts';
import { manifestOf, NAMESPACES, STYLES, stylesFor, TYPE, XML } from './odt-styles.ts';

/** The oldest day a ZIP can hold: a fixed one, so that the same text gives the same bytes. */
const NO_DAY = new Date('1980-01-01T00:00:00');
const COUNTRY: Record<Language, string> = { nl: 'NL', en: 'GB' };
/** Of a picture, in centimetres: 96 pixels to the inch, and never wider than the text. */
const PER_PIXEL = 2.54 / 96;
const WIDEST = 16;

/** A text on its own, without a front and chapters. */
export interface Text {
	title: string;
	language: Language;
	blocks: readonly Block[];
}

/** A document that LibreOffice and Word open to write on in, with headings, lists and table headers for who listens to it. */
export function odtOf({ title, language, blocks }: Text): Uint8Array {
	const writer = new Writer(language);
	return packed({ title, language }, heading(1, escapeXml(title), 'Title') + writer.blocks(blocks), writer.pictures);
}

/** The same of a whole paper: its front, its contents and its chapters. Programs fill the page numbers in when it is opened. */
export function odtOfPaper(paper: Paper): Uint8Array {
	const { title, language } = paper;
	const writer = new Writer(language);
	const front = [
		styled('Above', escapeXml(paper.above)),
		`<text:p text:style-name="Title">${escapeXml(title)}</text:p>`,
		styled('Lead', escapeXml(paper.lead)),
		writer.blocks(paper.front),
		contentsOf(paper),
	];
	const chapters = paper.chapters.map((chapter) => heading(1, writer.words(chapter.title)) + writer.blocks(chapter.blocks));
	return packed({ title, language }, front.join('') + chapters.join(''), writer.pictures);
}

const styled = (style: string, content: string) => `<text:p text:style-name="${style}">${content}</text:p>`;
const heading = (level: number, content: string, style = `Heading_20_${level}`) =>
	`<text:h text:style-name="${style}" text:outline-level="${level}">${content}</text:h>`;

function contentsOf({ language, chapters }: Paper): string {
	const called = escapeXml(speechIn(language).say('paper.contents'));
	const lines = chapters.map(({ title }) => styled('Contents_20_1', escapeXml(title.map(({ text }) => text).join(''))));
	const source = `<text:table-of-content-source text:outline-level="2"><text:index-title-template text:style-name="Contents_20_Heading">${called}</text:index-title-template></text:table-of-content-source>`;
	return `<text:table-of-content text:name="${called}">${source}<text:index-body>${styled('Contents_20_Heading', called)}${lines.join('')}</text:index-body></text:table-of-content>`;
}

/** Turns blocks into ODF, one after the other. */
class Writer {
	readonly pictures: Picture[] = [];
	readonly #language: Language;
	#tables = 0;

	constructor(language: Language) {
		this.#language = language;
	}

	blocks(blocks: readonly Block[]): string {
		return blocks.map((block) => this.#block(block)).join('');
	}

	words(words: Words): string {
		return words
			.map(({ text, as, language }) => {
				const content = escapeXml(text).replaceAll('\n', '<text:line-break/>');
				const style = as === 'strong' ? 'Strong' : as === 'emphasis' ? 'Emphasis' : language ? `In_20_${language}` : null;
				return style === null ? content : `<text:span text:style-name="${style}">${content}</text:span>`;
			})
			.join('');
	}

	#block(block: Block): string {
		switch (block.kind) {
			case 'heading':
				return heading(block.level, this.words(block.text));
			case 'paragraph':
				return styled('Text_20_body', this.words(block.text));
			case 'notice':
				return styled('Notice', this.words(block.text));
			case 'quote':
				return this.blocks(block.blocks);
			case 'list': {
				const items = block.items.map((item) => `<text:list-item>${this.blocks(item)}</text:list-item>`).join('');
				return `<text:list text:style-name="${block.ordered ? 'Numbers' : 'Bullets'}">${items}</text:list>`;
			}
			case 'facts':
				return block.facts
					.map(({ label, text }) => {
						const called = `<text:span text:style-name="Strong">${this.words(label)}</text:span>`;
						return styled('Fact', `${called}<text:s text:c="2"/>${this.words(text)}`);
					})
					.join('');
			case 'table':
				return this.#table(block);
			case 'image':
				return this.#picture(block.picture);
		}
	}

	#table({ head, rows }: Extract<Block, { kind: 'table' }>): string {
		const name = `${this.#language === 'nl' ? 'Tabel' : 'Table'} ${++this.#tables}`;
		const row = (cells: readonly Words[], style: string) =>
			`<table:table-row>${cells
				.map(
					(cell) =>
						`<table:table-cell table:style-name="Cell" office:value-type="string">${styled(style, this.words(cell))}</table:table-cell>`,
				)
				.join('')}</table:table-row>`;
		const header = `<table:table-header-rows>${row(head, 'Table_20_Heading')}</table:table-header-rows>`;
		const body = rows.map((cells) => row(cells, 'Table_20_Contents')).join('');
		const width = Math.max(head.length, ...rows.map((cells) => cells.length));
		return `<table:table table:name="${name}" table:style-name="Grid"><table:table-column table:number-columns-repeated="${width}"/>${header}${body}</table:table>${styled('Text_20_body', '')}`;
	}

	#picture(picture: Picture): string {
		const number = this.pictures.push(picture);
		const width = Math.min(picture.width * PER_PIXEL, WIDEST);
		const size = `svg:width="${width.toFixed(2)}cm" svg:height="${((width * picture.height) / picture.width).toFixed(2)}cm"`;
		const image = `<draw:image xlink:href="${pathOf(number)}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>`;
		const frame = `<draw:frame draw:name="${number}" text:anchor-type="as-char" ${size}>${image}<svg:title>${escapeXml(picture.alt)}</svg:title></draw:frame>`;
		return styled('Text_20_body', frame);
	}
}

const pathOf = (number: number) => `Pictures/${number}.jpg`;

function packed({ title, language }: Omit<Text, 'blocks'>, body: string, pictures: readonly Picture[]): Uint8Array {
	const content = `${XML}<office:document-content ${NAMESPACES} office:version="1.3"><office:automatic-styles>${STYLES}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`;
	const meta = `${XML}<office:document-meta ${NAMESPACES} office:version="1.3"><office:meta><meta:generator>Wijkspoor</meta:generator><dc:title>${escapeXml(title)}</dc:title><dc:language>${language}-${COUNTRY[language]}</dc:language></office:meta></office:document-meta>`;
	const files: Zippable = {
		// The type comes first and uncompressed, so that programs recognise the file by its first bytes.
		mimetype: [strToU8(TYPE), { level: 0 }],
		'content.xml': strToU8(content),
		'styles.xml': strToU8(stylesFor(language, COUNTRY[language])),
		'meta.xml': strToU8(meta),
	};
	for (const [index, { jpeg }] of pictures.entries()) files[pathOf(index + 1)] = [jpeg, { level: 0 }];
	files['META-INF/manifest.xml'] = strToU8(manifestOf(pictures.map((_, index) => pathOf(index + 1))));
	return zipSync(files, { mtime: NO_DAY });
}
