import type { Part, Row, Target } from './part.ts';

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });
const shown = (value: Row[string] | undefined): string => (typeof value === 'number' ? number.format(value) : (value ?? '–'));

/** A part as lines of plain text, in columns: words to the left, numbers to the right. */
export function partAsText({ name, rows, notes }: Part): string {
	return [name, ...tableOf(rows), ...notes.map((note) => `  (${note})`)].join('\n');
}

function tableOf(rows: Row[]): string[] {
	if (rows.length === 0) return [];
	const columns = Object.keys(rows[0] ?? {});
	const lines = [columns, ...rows.map((row) => columns.map((column) => shown(row[column])))];
	const isNumber = columns.map((column) => rows.some((row) => typeof row[column] === 'number'));
	const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
	return lines.map((line) => {
		const cells = line.map((cell, at) => (isNumber[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)));
		return `  ${cells.join('  ')}`.trimEnd();
	});
}

export const targetAsText = ({ what, wanted, measured, reached }: Target): string =>
	`${reached ? 'reached    ' : 'not reached'}  ${what}: ${shown(measured)} (${wanted})`;
