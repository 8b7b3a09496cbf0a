import type { Block, Paper, Words } from './blocks.ts';
import type { Coverage } from './coverage.ts';

/** A word longer than this has no place to be divided at; the longest real ones stay whole, and are divided by syllable. */
const LONGEST_WORD = 40;
const PIECE = 16;
/** A place where a line may end, that nobody sees. */
const MAY_END = '\u200b';

/** Signs that show nothing: what programs are steered by, and what turns the order of letters round to deceive who reads. */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]/gu;
/** Signs that only change the one before them. */
const JOINING = /[\u200b-\u200d\u00ad\p{Variation_Selector}]/u;

/** Text as it can be printed: no sign is lost without a trace, and no word runs off the paper. */
export function printable(text: string, coverage: Coverage): string {
	const lines = text
		.toWellFormed()
		.normalize('NFC')
		.replaceAll('\t', ' ')
		.split(/\r\n|\r|\n/);
	return lines.map((line) => divided(shownSigns(line.replace(UNSEEN, ''), coverage))).join('\n');
}

/** What no font has is told by its number, as somebody could look it up. */
function shownSigns(line: string, coverage: Coverage): string {
	let shown = '';
	for (const sign of line) {
		const number = sign.codePointAt(0) ?? 0;
		if (coverage.has(number)) shown += sign;
		else if (!JOINING.test(sign)) shown += `[U+${number.toString(16).toUpperCase().padStart(4, '0')}]`;
	}
	return shown;
}

const divided = (line: string): string =>
	line.replace(/\S+/g, (word) => {
		const signs = [...word];
		if (signs.length <= LONGEST_WORD) return word;
		return Array.from({ length: Math.ceil(signs.length / PIECE) }, (_, n) => signs.slice(n * PIECE, (n + 1) * PIECE).join('')).join(
			MAY_END,
		);
	});

/** The whole with every text in it printable. */
export function printablePaper(paper: Paper, coverage: Coverage): Paper {
	const text = (one: string) => printable(one, coverage);
	const all = (one: Words): Words => one.map((piece) => ({ ...piece, text: text(piece.text) }));
	const block = (one: Block): Block => {
		switch (one.kind) {
			case 'heading':
			case 'paragraph':
			case 'notice':
				return { ...one, text: all(one.text) };
			case 'list':
				return { ...one, items: one.items.map((item) => item.map(block)) };
			case 'table':
				return { ...one, head: one.head.map(all), rows: one.rows.map((row) => row.map(all)) };
			case 'facts':
				return { ...one, facts: one.facts.map((fact) => ({ label: all(fact.label), text: all(fact.text) })) };
			case 'quote':
				return { ...one, blocks: one.blocks.map(block) };
			case 'image':
				return { ...one, picture: { ...one.picture, alt: text(one.picture.alt) } };
		}
	};
	return {
		...paper,
		...{ title: text(paper.title), author: text(paper.author), above: text(paper.above), lead: text(paper.lead) },
		front: paper.front.map(block),
		chapters: paper.chapters.map((chapter) => ({ ...chapter, title: all(chapter.title), blocks: chapter.blocks.map(block) })),
	};
}
