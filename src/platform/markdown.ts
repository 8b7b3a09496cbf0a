import MarkdownIt, { type Token } from 'markdown-it';

/** What a link in a text becomes. Words are only given where the writer left them to us. */
export interface ResolvedLink {
	href: string;
	words?: string;
	/** Said behind the link, such as the phase of a junction. */
	aside?: string;
	outside?: boolean;
}
export type ResolveLink = (target: string) => ResolvedLink | undefined;

/** Words that are explained where they occur: how to find them, and what a found one leads to. */
export interface ExplainedWords {
	pattern: RegExp;
	explain(word: string): { id: string; href: string; short: string } | undefined;
}

interface Environment {
	resolve: ResolveLink;
	words?: ExplainedWords | undefined;
	/** The word whose explanation this text is: it need not lead to itself. */
	known?: string | undefined;
}

/** HTML in a text is shown as text, never carried out; pictures are not taken from other sites. */
const markdown = new MarkdownIt({ html: false, linkify: false }).disable('image');

const CLASSES: Record<string, string> = {
	paragraph_open: 'nl-paragraph',
	bullet_list_open: 'utrecht-unordered-list utrecht-unordered-list--html-content',
	ordered_list_open: 'utrecht-ordered-list utrecht-ordered-list--html-content',
	table_open: 'utrecht-table',
};

markdown.core.ruler.push('guide', (state) => {
	const resolve = state.env.resolve as Environment['resolve'];
	const words = state.env.words as Environment['words'];
	const explained = new Set([(state.env.known as Environment['known']) ?? '']);
	for (const [index, token] of state.tokens.entries()) {
		const name = CLASSES[token.type];
		if (name) token.attrJoin('class', name);
		if (token.type === 'heading_open') token.attrJoin('class', `nl-heading nl-heading--level-${token.tag.slice(1)}`);
		if (!token.children) continue;
		token.children = withLinks(token.children, resolve, state.Token);
		const isHeading = state.tokens[index - 1]?.type === 'heading_open';
		if (words && !isHeading) token.children = withWords(token.children, words, explained, state.Token);
	}
});

markdown.renderer.rules.table_open = (tokens, index, options, _, self) =>
	`<div class="scroll" tabindex="0" role="group">${self.renderToken(tokens, index, options)}`;
markdown.renderer.rules.table_close = () => '</table></div>';

function withLinks(tokens: Token[], resolve: ResolveLink, TokenMaker: typeof Token): Token[] {
	const text = (content: string) => Object.assign(new TokenMaker('text', '', 0), { content });
	let link: ResolvedLink | undefined;
	return tokens.flatMap((token, index) => {
		if (token.type === 'link_open') {
			link = resolve(String(token.attrGet('href') ?? ''));
			if (!link) return [token];
			token.attrSet('href', link.href);
			token.attrJoin('class', link.outside ? 'nl-link outside' : 'nl-link');
			const isEmpty = tokens[index + 1]?.type === 'link_close';
			return isEmpty && link.words ? [token, text(link.words)] : [token];
		}
		if (token.type === 'link_close' && link?.aside) return [token, text(` (${link.aside})`)];
		return [token];
	});
}

/** Links each word to its explanation the first time it occurs in a text, but never inside another link. */
function withWords(tokens: Token[], words: ExplainedWords, explained: Set<string>, TokenMaker: typeof Token): Token[] {
	let inLink = false;
	return tokens.flatMap((token) => {
		if (token.type === 'link_open' || token.type === 'link_close') inLink = token.type === 'link_open';
		return token.type === 'text' && !inLink ? explainedPieces(token.content, words, explained, TokenMaker) : [token];
	});
}

function explainedPieces(text: string, words: ExplainedWords, explained: Set<string>, TokenMaker: typeof Token): Token[] {
	const piece = (type: string, tag: string, nesting: -1 | 0 | 1, content = '') =>
		Object.assign(new TokenMaker(type, tag, nesting), { content });
	const pieces: Token[] = [];
	let at = 0;
	for (const match of text.matchAll(words.pattern)) {
		const word = words.explain(match[0]);
		if (!word || explained.has(word.id)) continue;
		explained.add(word.id);
		const open = piece('link_open', 'a', 1);
		open.attrs = [
			['class', 'term'],
			['href', word.href],
			['title', word.short],
		];
		pieces.push(piece('text', '', 0, text.slice(at, match.index)), open, piece('text', '', 0, match[0]), piece('link_close', 'a', -1));
		at = match.index + match[0].length;
	}
	return [...pieces, piece('text', '', 0, text.slice(at))];
}

/** Markdown as HTML. Every link goes through `resolve`; words that are explained become links too. */
export const asHtml = (text: string, resolve: ResolveLink, words?: ExplainedWords, known?: string): string =>
	markdown.render(text, { resolve, words, known } satisfies Environment);

/** The words of a Markdown text, for searching and counting. Links keep their words. */
export function asPlainText(text: string, resolve: ResolveLink): string {
	const words: string[] = [];
	for (const token of markdown.parse(text, { resolve } satisfies Environment)) {
		for (const child of token.children ?? []) words.push(child.type === 'softbreak' || child.type === 'hardbreak' ? ' ' : child.content);
		if (token.type === 'inline') words.push(' ');
	}
	return words.join('').replace(/\s+/g, ' ').trim();
}

/** Markdown as plain lines, one per paragraph or item, to lay two wordings beside each other. */
export const asLines = (text: string): string =>
	text
		.replace(/\[([^\]]*)\]\(([^)]*)\)/g, (_, words: string, target: string) => words || target.replace(/^[a-z]+:/, ''))
		.replace(/\*\*/g, '')
		.trim();

/** The parts of a Markdown text, for who writes something else than HTML. */
export const tokensOf = (text: string): Token[] => markdown.parse(text, { resolve: () => undefined } satisfies Environment);
