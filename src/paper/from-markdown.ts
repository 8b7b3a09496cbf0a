import type { Token } from 'markdown-it';
import { tokensOf } from '#platform/markdown.ts';
import type { Block, Piece, Words } from './blocks.ts';

/** A Markdown text as blocks. `plain` gives the words of a link that the writer left to us. */
export const blocksFrom = (markdown: string, plain: (markdown: string) => string): Block[] =>
	new Reader(tokensOf(markdown), plain).blocks();

/** Takes tokens one after the other. */
class Reader {
	readonly #tokens: readonly Token[];
	readonly #plain: (markdown: string) => string;
	#at = 0;

	constructor(tokens: readonly Token[], plain: (markdown: string) => string) {
		this.#tokens = tokens;
		this.#plain = plain;
	}

	blocks(until?: string): Block[] {
		const blocks: Block[] = [];
		for (let token = this.#tokens[this.#at]; token && token.type !== until; token = this.#tokens[this.#at]) {
			this.#at++;
			if (token.type === 'heading_open') {
				// A title stands above the text already.
				const level = Math.min(4, Math.max(2, Number(token.tag.slice(1)))) as 2 | 3 | 4;
				blocks.push({ kind: 'heading', level, text: this.#inline('heading_close') });
			} else if (token.type === 'paragraph_open') blocks.push({ kind: 'paragraph', text: this.#inline('paragraph_close') });
			else if (token.type === 'bullet_list_open') blocks.push(this.#list(false, 'bullet_list_close'));
			else if (token.type === 'ordered_list_open') blocks.push(this.#list(true, 'ordered_list_close'));
			else if (token.type === 'table_open') blocks.push(this.#table());
			else if (token.type === 'blockquote_open') blocks.push({ kind: 'quote', blocks: this.blocks('blockquote_close') });
		}
		this.#at++;
		return blocks;
	}

	#list(ordered: boolean, close: string): Block {
		const items: Block[][] = [];
		while (this.#tokens[this.#at]?.type === 'list_item_open') {
			this.#at++;
			items.push(this.blocks('list_item_close'));
		}
		this.#skip(close);
		return { kind: 'list', ordered, items };
	}

	#table(): Block {
		const [head, ...rows] = this.#rows();
		return { kind: 'table', widths: (head ?? []).map(() => 1), head: head ?? [], rows };
	}

	#rows(): Words[][] {
		const rows: Words[][] = [];
		for (let token = this.#tokens[this.#at]; token && token.type !== 'table_close'; token = this.#tokens[this.#at]) {
			this.#at++;
			if (token.type === 'tr_open') rows.push([]);
			else if (token.type === 'th_open' || token.type === 'td_open') rows.at(-1)?.push(this.#inline(token.type.replace('open', 'close')));
		}
		this.#skip('table_close');
		return rows;
	}

	/** Words up to the closing token; bold and italic are kept, links keep their words. */
	#inline(close: string): Words {
		const pieces: Piece[] = [];
		for (let token = this.#tokens[this.#at]; token && token.type !== close; token = this.#tokens[this.#at]) {
			this.#at++;
			let target = '';
			const weights: NonNullable<Piece['as']>[] = [];
			const add = (text: string) => {
				const as = weights.at(-1);
				if (text !== '') pieces.push(as === undefined ? { text } : { text, as });
			};
			for (const child of token.children ?? []) {
				if (child.type === 'strong_open') weights.push('strong');
				else if (child.type === 'em_open') weights.push('emphasis');
				else if (child.type === 'strong_close' || child.type === 'em_close') weights.pop();
				else if (child.type === 'softbreak') add(' ');
				else if (child.type === 'hardbreak') add('\n');
				else if (child.type === 'link_open') target = String(child.attrGet('href') ?? '');
				else if (child.type === 'link_close') {
					if (target) add(this.#plain(`[](${target})`));
					target = '';
				} else {
					add(child.content);
					target = '';
				}
			}
		}
		this.#skip(close);
		return pieces;
	}

	#skip(type: string): void {
		if (this.#tokens[this.#at]?.type === type) this.#at++;
	}
}
