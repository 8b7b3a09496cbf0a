/** What a spreadsheet would take for a formula when it stands first in a cell, and run it on the machine of who opens the file. */
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;

/** A cell that is read as text and nothing else, whatever stands in it. */
const cell = (text: string): string => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** Says that what follows is UTF-8. */
export const MARK = '\uFEFF';

export const linesOf = (rows: string[][]): string => rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('');

/** Rows as a file that spreadsheets in Dutch and English open by themselves: semicolons, UTF-8 that says it is. */
export const spreadsheet = (rows: string[][]): string => MARK + linesOf(rows);
