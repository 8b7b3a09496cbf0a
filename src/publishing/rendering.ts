import type { Edition } from '#guide/edition.ts';
import { referenceIn } from '#guide/reference.ts';
import type { Language } from '#platform/languages.ts';
import { asHtml, asPlainText, type ResolvedLink } from '#platform/markdown.ts';
import { destinationOf, hrefOf } from './destinations.ts';
import type { Publication } from './publication.ts';

/** How texts of a publication become HTML for one reader: their language, seen from one edition. */
export interface Rendering {
	html(markdown: string): string;
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
	return { html: (markdown) => asHtml(markdown, resolve), plain: (markdown) => asPlainText(markdown, resolve) };
}
