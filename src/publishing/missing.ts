import type { Edition } from '#guide/edition.ts';
import { type Block, expectedBlocks } from '#guide/junction.ts';
import { LANGUAGES, type Language } from '#platform/languages.ts';

/** A block that readers of one language do not have yet. */
export interface Missing {
	id: string;
	language: Language;
	block: Block | 'title' | 'sources';
}

/** Everything of an edition that is not written yet, in the order of its junctions. Pages leave it out; editors see it here. */
export function missingIn(edition: Edition): Missing[] {
	return edition.junctions.flatMap((junction) => {
		const missing = LANGUAGES.flatMap((language): Missing[] => {
			const text = junction.texts[language];
			if (!text)
				return [
					{ id: junction.id, language, block: 'title' as const },
					...expectedBlocks(junction).map((block) => ({ id: junction.id, language, block })),
				];
			return expectedBlocks(junction)
				.filter((block) => text.blocks[block] === undefined)
				.map((block) => ({ id: junction.id, language, block }));
		});
		return junction.sources.length > 0 ? missing : [...missing, { id: junction.id, language: 'nl', block: 'sources' as const }];
	});
}
