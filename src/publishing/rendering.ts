import type { Edition } from '#guide/edition.ts';
import { referenceIn } from '#guide/reference.ts';
import { inLanguage, type Language, pathIn } from '#platform/languages.ts';
import { asHtml, asPlainText, type ExplainedWords, type ResolvedLink } from '#platform/markdown.ts';
import { destinationOf, hrefOf } from './destinations.ts';
import type { Publication } from './publication.ts';

/** How texts of a publication become HTML for one reader: their language, seen from one edition. */
export interface Rendering {
	/** The text as HTML, with its words explained, except one the reader is already reading about. */
	html(markdown: string, known?: string): string;
	plain(markdown: string): string;
}

export function renderingFor(publication: Publication, edition: Edition, language: Language, phaseWord: string): Rendering {
	const resolve = (target: string): ResolvedLink | undefined => {
		const reference = referenceIn(target);
		if (!reference) return { href: target, outside: true };
		const destination = destinationOf(publication, edition, reference);
		if (!destination) return undefined;
		return {
			href: hrefOf(destination, language),
			words: destination.title(language).text,
			...(destination.phase === undefined ? {} : { aside: `${phaseWord} ${destination.phase}` }),
		};
	};
	const terms = publication.termsIn(language);
	const words: ExplainedWords | undefined = terms
		? {
				pattern: terms.pattern,
				explain(form) {
					const term = publication.term(terms.idOf(form) ?? '');
					return (
						term && { id: term.id, href: `${pathIn(language, '/woorden')}#${term.id}`, short: inLanguage(term.texts, language).text.short }
					);
				},
			}
		: undefined;
	return { html: (markdown, known) => asHtml(markdown, resolve, words, known), plain: (markdown) => asPlainText(markdown, resolve) };
}
