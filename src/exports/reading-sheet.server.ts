import { strFromU8, type UnzipFileInfo, unzipSync } from 'fflate';
import type { MessageKey } from '#platform/messages.ts';

/** Rows of text that came in as a file. */
export type SheetRead = { ok: true; rows: string[][] } | { ok: false; issue: MessageKey };

/** A spreadsheet somebody fills in by hand; what is larger is no such thing, or was made to fill our memory. */
const MOST_BYTES = 1_000_000;
const MOST_UNPACKED = 16_000_000;
const MOST_ROWS = 2_000;
const MOST_COLUMNS = 50;
const LONGEST_CELL = 2_000;

const refused = (issue: MessageKey): SheetRead => ({ ok: false, issue });

/** Reads a CSV or ODS file. Which of the two it is, its first bytes tell and not its name. */
export function sheetIn(file: Uint8Array): SheetRead {
	if (file.length === 0) return refused('exports.sheetMissing');
	if (file.length > MOST_BYTES) return refused('exports.sheetLarge');
	const rows = file[0] === 0x50 && file[1] === 0x4b ? rowsOfOds(file) : rowsOfCsv(file);
	if (typeof rows === 'string') return refused(rows);
	const filled = rows.slice(0, rows.findLastIndex((row) => row.some((cell) => cell !== '')) + 1);
	if (filled.length === 0) return refused('exports.sheetEmpty');
	if (filled.length > MOST_ROWS) return refused('exports.sheetLarge');
	return { ok: true, rows: filled.map((row) => row.slice(0, MOST_COLUMNS).map(plain)) };
}

/** Without what made a cell harmless on its way out, and without signs the database of one engine refuses. */
const plain = (cell: string): string =>
	cell
		.replace(/^'(?=\s*[=+\-@\t\r＝＋－＠])/, '')
		.replaceAll('\u0000', '')
		.toWellFormed()
		.slice(0, LONGEST_CELL);

/** Semicolons, commas or tabs: what the first line holds most of. */
function rowsOfCsv(file: Uint8Array): string[][] | MessageKey {
	const text = textIn(file);
	if (text === null) return 'exports.sheetUnknown';
	const [first = ''] = text.split(/\r?\n/, 1);
	const count = (sign: string) => first.split(sign).length;
	const separator = [';', ',', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
	const rows: string[][] = [];
	let row: string[] = [];
	let cell = '';
	let quoted = false;
	for (let at = 0; at < text.length; at++) {
		const sign = text[at] ?? '';
		if (quoted) {
			if (sign !== '"') cell += sign;
			else if (text[at + 1] === '"') {
				cell += '"';
				at++;
			} else quoted = false;
		} else if (sign === '"' && cell === '') quoted = true;
		else if (sign === separator || sign === '\n') {
			row.push(cell);
			cell = '';
			if (sign === separator) continue;
			rows.push(row);
			row = [];
			if (rows.length > MOST_ROWS) return 'exports.sheetLarge';
		} else if (sign !== '\r') cell += sign;
	}
	return [...rows, [...row, cell]];
}

/** UTF-8, or what older Windows programs write; null when it is no text at all. */
function textIn(file: Uint8Array): string | null {
	if (file.includes(0)) return null;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(file);
	} catch {
		return new TextDecoder('windows-1252').decode(file);
	}
}

function rowsOfOds(file: Uint8Array): string[][] | MessageKey {
	let large = false;
	let found = 0;
	const wanted = ({ name, originalSize }: UnzipFileInfo) => {
		if (name !== 'content.xml' || ++found > 1) return false;
		large = originalSize > MOST_UNPACKED;
		return !large;
	};
	let content: Uint8Array | undefined;
	try {
		// It never unpacks to more than the file says it will.
		content = unzipSync(file, { filter: wanted })['content.xml'];
	} catch {
		return 'exports.sheetUnknown';
	}
	if (large) return 'exports.sheetLarge';
	const xml = content && strFromU8(content);
	// Nothing that writes spreadsheets declares entities; who does so means no good.
	if (!xml?.includes('<office:spreadsheet') || xml.includes('<!DOCTYPE')) return 'exports.sheetUnknown';
	return rowsOfTable(xml);
}

const TAGS = /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g;

/** The cells of the first table, as they are shown. Of a formula only what came of it is read. */
function rowsOfTable(xml: string): string[][] | MessageKey {
	const rows: string[][] = [];
	let row: string[] = [];
	let [cell, day, repeat, paragraphs, depth, notes] = ['', '', 1, 0, 0, 0];
	for (const [, close = '', name = '', attributes = '', alone = '', words = ''] of xml
		.slice(xml.indexOf('<office:spreadsheet'))
		.matchAll(TAGS)) {
		if (name === '') {
			if (depth > 0 && notes === 0) cell += unescaped(words);
		} else if (name === 'table:table' && close) break;
		else if (name === 'table:table-row' && close) {
			rows.push(row);
			if (rows.length > MOST_ROWS) return 'exports.sheetLarge';
			row = [];
		} else if (name === 'table:table-cell' || name === 'table:covered-table-cell') {
			if (!close) {
				[cell, day, paragraphs] = ['', attribute(attributes, 'office:date-value').slice(0, 10), 0];
				repeat = Math.min(Number(attribute(attributes, 'table:number-columns-repeated')) || 1, MOST_COLUMNS);
			}
			if (close || alone) row.push(...new Array<string>(Math.max(0, Math.min(repeat, MOST_COLUMNS - row.length))).fill(day || cell));
		} else if (name === 'office:annotation') notes += close ? -1 : alone ? 0 : 1;
		else if (name === 'text:p') {
			if (close) depth--;
			else if (!alone) {
				depth++;
				if (notes === 0 && paragraphs++ > 0) cell += ' ';
			}
		} else if (depth > 0 && notes === 0 && !close && ['text:s', 'text:tab', 'text:line-break'].includes(name)) cell += ' ';
		if (cell.length > MOST_BYTES) return 'exports.sheetLarge';
	}
	return rows;
}

const attribute = (attributes: string, name: string): string =>
	unescaped(new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1] ?? '');

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (text: string): string =>
	text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
		if (name !== undefined) return NAMED[name] ?? whole;
		const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
		return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
	});
