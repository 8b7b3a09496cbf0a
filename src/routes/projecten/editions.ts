import type { Edition } from '#guide/edition.ts';
import type { Speech } from '#platform/messages.ts';
import type { Publication } from '#publishing/publication.ts';

/** The editions and the kinds of neighbourhood somebody can choose from, the newest edition first. */
export function choicesIn(publication: Publication, edition: Edition, { wording }: Speech) {
	return {
		editions: publication.parts.editions.toReversed().map(({ id, parts }) => ({ value: id, label: wording(parts.name).text })),
		archetypes: edition.parts.archetypes.map(({ id, texts }) => ({ value: id, label: wording(texts).text.name })),
	};
}
