import type { Language } from '#platform/languages.ts';
import { escapeXml } from '#platform/xml.ts';
import { LOOKS } from './dossier.ts';

/** Pages to read from a folder: nothing in them runs, is fetched, or needs us. */

/** Lines of HTML; whatever people wrote in it is escaped. */
export type Markup = string[];

export const paragraphs = (words: string): Markup => words.split('\n').map((line) => `<p>${escapeXml(line)}</p>`);
export const link = (file: string): string => `<p><a href="${file}">${file}</a></p>`;

/** A line may be divided on a telephone; copied, it is one again. */
export const code = (lines: readonly string[]): string =>
	`<p><code>${lines.map((line) => escapeXml(line).replace(/[(+.,-]/g, '$&<wbr>')).join('<br>\n')}</code></p>`;

export const section = (title: string, body: Markup): Markup => [`<h2>${escapeXml(title)}</h2>`, ...body];

/** Ids and addresses have no spaces to break at. */
const wrapping = (words: string): string => escapeXml(words).replaceAll('\n', '<br>');

/** What is empty says nothing, so it is not there. */
export function facts(rows: [name: string, value: string][]): Markup {
	const filled = rows.filter(([, value]) => value !== '');
	if (filled.length === 0) return [];
	const [said, named] = [filled.filter(([name]) => name === ''), filled.filter(([name]) => name !== '')];
	return [
		...said.map(([, value]) => `<p>${wrapping(value)}</p>`),
		...(named.length === 0
			? []
			: ['<dl>', ...named.map(([name, value]) => `<div><dt>${escapeXml(name)}</dt><dd>${wrapping(value)}</dd></div>`), '</dl>']),
	];
}

export interface Told {
	title: string;
	facts: [name: string, value: string][];
	links?: { href: string; label: string }[];
}

/** A list of things, each with a heading of its own by which it is found by who listens. */
export function records(all: Told[], nothing: string, level: 2 | 3 = 2): Markup {
	if (all.length === 0) return paragraphs(nothing);
	return all.flatMap(({ title, facts: rows, links = [] }) => [
		'<section>',
		`<h${level}>${wrapping(title)}</h${level}>`,
		...facts(rows),
		...(links.length === 0
			? []
			: ['<ul>', ...links.map(({ href, label }) => `<li><a href="${href}">${escapeXml(label)}</a></li>`), '</ul>']),
		'</section>',
	]);
}

/** How the pages look, in a file of its own. */
export const STYLE = `:root{color-scheme:light dark;--line:#8886}
body{margin:0;background:Canvas;color:CanvasText;font:1.0625rem/1.6 system-ui,sans-serif}
header,main{max-width:46rem;margin:0 auto;padding:1rem}
h1{line-height:1.2;margin:.5rem 0}h2{margin:2.5rem 0 .5rem;border-bottom:2px solid}h3,section h2{margin:0 0 .25rem;border:0;font-size:1.0625rem}
a{color:LinkText}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0}
nav [aria-current]{font-weight:700;text-decoration:none;color:inherit}
section{padding:1rem 0;border-top:1px solid var(--line);break-inside:avoid}h2+section{border-top:0}
dl{margin:0}dl div{display:flex;flex-wrap:wrap;gap:0 .75rem}dt{flex:0 0 11rem;opacity:.8}dd{flex:1 1 16rem;margin:0}
p,dd,li,h3,code{overflow-wrap:anywhere}section p,section ul{margin:.25rem 0}
@media print{nav{display:none}}
`;

interface About {
	name: string;
	title: string;
	language: Language;
	contents: string;
	file: string;
	links: { file: string; title: string }[];
}

export function page({ name, title, language, contents, file, links }: About, body: Markup): string {
	const items = links.map(
		(one) => `<li><a href="${one.file}"${one.file === file ? ' aria-current="page"' : ''}>${escapeXml(one.title)}</a></li>`,
	);
	return [
		'<!doctype html>',
		`<html lang="${language}">`,
		`<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeXml(`${title} – ${name}`)}</title>`,
		`<link rel="stylesheet" href="${LOOKS}"></head>`,
		'<body>',
		`<header><nav aria-label="${escapeXml(contents)}"><ul>${items.join('')}</ul></nav></header>`,
		'<main>',
		`<h1>${escapeXml(file === 'index.html' ? name : title)}</h1>`,
		...body,
		'</main>',
		'</body>',
		'</html>',
		'',
	].join('\n');
}
