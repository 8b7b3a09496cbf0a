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

interface Environment {
	resolve: ResolveLink;
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
	for (const token of state.tokens) {
		const name = CLASSES[token.type];
		if (name) token.attrJoin('class', name);
		if (token.type === 'heading_open') token.attrJoin('class', `nl-heading nl-heading--level-${token.tag.slice(1)}`);
		if (token.children) token.children = withLinks(token.children, resolve, state.Token);
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

/** Markdown as HTML. Every link goes through `resolve`. */
export const asHtml = (text: string, resolve: ResolveLink): string => markdown.render(text, { resolve } satisfies Environment);

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
