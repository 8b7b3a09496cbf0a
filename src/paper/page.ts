import { speechIn } from '#platform/messages.ts';
import { escapeXml } from '#platform/xml.ts';
import type { Block, Paper, Words } from './blocks.ts';
import { STYLE } from './page-style.ts';

/** The paper as one page that needs nothing else: nothing in it runs, is fetched, or leads to us. */
export function pageOf(paper: Paper): string {
	const { say, moment } = speechIn(paper.language);
	const made = say('paper.madeAt', { moment: moment(paper.madeAt) });
	const title = escapeXml(paper.title);
	const chapters = paper.chapters.map(
		({ title: called, blocks }, index) =>
			`<section aria-labelledby="h${index + 1}">\n<h2 id="h${index + 1}">${wordsOf(called)}</h2>\n${blocksOf(blocks)}\n</section>`,
	);
	const contents = paper.chapters.map(({ title: called }, index) => `<li><a href="#h${index + 1}">${wordsOf(called)}</a></li>`);
	return [
		'<!doctype html>',
		`<html lang="${paper.language}">`,
		`<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>`,
		'<body>',
		`<header>\n<p class="above">${escapeXml(paper.above)}</p>\n<h1>${title}</h1>\n<p class="lead">${escapeXml(paper.lead)}</p>\n${blocksOf(paper.front)}\n</header>`,
		`<nav aria-labelledby="h0">\n<h2 id="h0">${escapeXml(say('paper.contents'))}</h2>\n<ol>\n${contents.join('\n')}\n</ol>\n</nav>`,
		`<main>\n${chapters.join('\n')}\n</main>`,
		`<footer><p>${title} · ${escapeXml(made)}</p></footer>`,
		'</body>',
		'</html>',
		'',
	].join('\n');
}

const blocksOf = (blocks: readonly Block[]): string => blocks.map(blockOf).join('\n');

function blockOf(block: Block): string {
	switch (block.kind) {
		case 'heading':
			return `<h${block.level + 1}>${wordsOf(block.text)}</h${block.level + 1}>`;
		case 'paragraph':
			return `<p>${wordsOf(block.text)}</p>`;
		case 'notice':
			return `<p class="notice">${wordsOf(block.text)}</p>`;
		case 'quote':
			return `<blockquote>${blocksOf(block.blocks)}</blockquote>`;
		case 'list': {
			const tag = block.ordered ? 'ol' : 'ul';
			return `<${tag}>${block.items.map((item) => `<li>${blocksOf(item)}</li>`).join('')}</${tag}>`;
		}
		case 'facts':
			return `<dl>${block.facts.map(({ label, text }) => `<div><dt>${wordsOf(label)}</dt><dd>${wordsOf(text)}</dd></div>`).join('')}</dl>`;
		case 'table': {
			const head = block.head.map((cell) => `<th scope="col">${wordsOf(cell)}</th>`).join('');
			const rows = block.rows.map((row) => `<tr>${row.map((cell) => `<td>${wordsOf(cell)}</td>`).join('')}</tr>`).join('\n');
			return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
		}
		case 'image': {
			const { alt, jpeg, width, height } = block.picture;
			const data = Buffer.from(jpeg).toString('base64');
			return `<p><img src="data:image/jpeg;base64,${data}" width="${width}" height="${height}" alt="${escapeXml(alt)}"></p>`;
		}
	}
}

const TAGS = { strong: 'strong', emphasis: 'em' } as const;

const wordsOf = (words: Words): string =>
	words
		.map(({ text, as, language }) => {
			const content = escapeXml(text.toWellFormed()).replaceAll('\n', '<br>');
			const marked = language === undefined ? content : `<span lang="${language}">${content}</span>`;
			return as === undefined ? marked : `<${TAGS[as]}>${marked}</${TAGS[as]}>`;
		})
		.join('');
