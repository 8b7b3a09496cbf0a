import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { speechIn } from '#platform/messages.ts';
import type { Block, Paper, Picture } from './blocks.ts';
import { coverageOf } from './coverage.ts';
import { readFonts } from './fonts.server.ts';
import { printablePaper } from './printable.ts';

/** What a PDF is held to: PDF/UA-1 to be read by everybody, PDF/A-2a to be kept. One file cannot be both. */
export const STANDARDS = { reading: 'ua-1', archive: 'a-2a' } as const;
export type Standard = keyof typeof STANDARDS;

const SHEET = join(import.meta.dirname, 'paper.typ');
const REGIONS = { nl: 'nl', en: 'gb' } as const;
/** In pixels; on paper that is half as many points. A picture is never wider than the column. */
const WIDEST = 900;

/**
 * The paper as a PDF. What people wrote goes in as data and is never read as instructions; the same paper gives the same bytes. Throws
 * where the standard is not met, such as by a picture without words or a paper without a title.
 */
export function pdfOf(given: Paper, standard: Standard): Buffer {
	const fonts = readFonts();
	const paper = printablePaper(given, coverageOf(fonts));
	if (paper.title.trim() === '') throw new Error('A paper without a title cannot be printed.');
	const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts }], workspace: import.meta.dirname });
	const pictures = new Shelf(compiler);
	const data = JSON.stringify(sheetData(paper, pictures));
	return compiler.pdf(
		{ mainFileContent: readFileSync(SHEET, 'utf8'), inputs: { given: data } },
		{ pdfStandard: STANDARDS[standard], creationTimestamp: Math.floor(Date.parse(paper.madeAt) / 1000) },
	);
}

/** Pictures, put where the compiler finds them; they never touch the disk. */
class Shelf {
	readonly #compiler: NodeCompiler;
	#count = 0;

	constructor(compiler: NodeCompiler) {
		this.#compiler = compiler;
	}

	put({ jpeg }: Picture): string {
		const name = `picture-${++this.#count}.jpg`;
		this.#compiler.mapShadow(join(import.meta.dirname, name), Buffer.from(jpeg));
		return name;
	}
}

/** What `paper.typ` reads. */
function sheetData(paper: Paper, pictures: Shelf) {
	const { say, moment } = speechIn(paper.language);
	const at = new Date(paper.madeAt);
	return {
		...{ title: paper.title, author: paper.author, above: paper.above, lead: paper.lead, language: paper.language },
		region: REGIONS[paper.language],
		date: {
			...{ year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() },
			...{ hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: at.getUTCSeconds() },
		},
		made: moment(paper.madeAt),
		contents: say('paper.contents'),
		page: say('paper.page', { page: '{page}', pages: '{pages}' }),
		front: paper.front.map((block) => blockData(block, pictures)),
		chapters: paper.chapters.map(({ title, blocks, follows = false }) => ({
			title,
			follows,
			blocks: blocks.map((block) => blockData(block, pictures)),
		})),
	};
}

function blockData(block: Block, pictures: Shelf): unknown {
	switch (block.kind) {
		case 'list':
			return { ...block, items: block.items.map((item) => item.map((one) => blockData(one, pictures))) };
		case 'quote':
			return { ...block, blocks: block.blocks.map((one) => blockData(one, pictures)) };
		case 'image': {
			const { picture } = block;
			if (picture.alt.trim() === '') throw new Error('A picture without words cannot be printed.');
			return { kind: 'image', alt: picture.alt, path: pictures.put(picture), width: Math.min(picture.width, WIDEST) / 2 };
		}
		default:
			return block;
	}
}
