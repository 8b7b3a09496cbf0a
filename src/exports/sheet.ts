import type { Language } from '#platform/languages.ts';
import type { MessageKey, Speech } from '#platform/messages.ts';
import { escapeXml } from '#platform/xml.ts';

/** A page of its own, to read and print. Nothing in it runs, is fetched, or needs us. The bodies of its sections are HTML. */
export function sheet(about: { title: string; lead: string; language: Language }, sections: [heading: string, body: string][]): string {
	const title = escapeXml(about.title);
	return [
		'<!doctype html>',
		`<html lang="${about.language}">`,
		`<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>`,
		'<body>',
		'<main>',
		`<h1>${title}</h1>`,
		`<p>${escapeXml(about.lead)}</p>`,
		...sections.map(([heading, body]) => `<h2>${escapeXml(heading)}</h2>\n${body}`),
		'</main>',
		'</body>',
		'</html>',
		'',
	].join('\n');
}

export const list = (rows: [string, string][]): string => `<ul>\n<li>${linesOf(rows)}</li>\n</ul>`;

/** A list and no table: without styles it fits a telephone, and who listens hears with each word what it is. */
export const rowsIn = (say: Speech['say']) => (columns: MessageKey[], rows: string[][]) => {
	if (rows.length === 0) return `<p>${escapeXml(say('exports.ownNothing'))}</p>`;
	const items = rows.map((row) => `<li>${linesOf(row.map((cell, index) => [say(columns[index] ?? 'exports.ownWhat'), cell]))}</li>`);
	return `<ul>\n${items.join('\n')}\n</ul>`;
};

const linesOf = (rows: [string, string][]): string =>
	rows.map(([name, value]) => `<strong>${escapeXml(name)}</strong>: ${wrapping(value)}`).join('<br>\n');

/** Ids and addresses have no spaces to break at. */
const wrapping = (text: string): string =>
	escapeXml(text)
		.replace(/[@_/-]/g, '$&<wbr>')
		.replaceAll('\n', '<br>');
