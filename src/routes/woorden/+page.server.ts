import { rendering } from '#publishing/views.ts';
import { junctionsOf } from '../texts.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { house, speech } }) => {
	const { publication } = house;
	const texts = rendering(publication, publication.current, speech);
	const collator = new Intl.Collator(speech.language);
	return {
		terms: publication.parts.terms
			.map((term) => {
				const { text, language } = speech.wording(term.texts);
				return {
					id: term.id,
					...text,
					html: texts.html(text.body, term.id),
					lang: speech.foreign({ language }),
					sources: term.sources,
					junctions: junctionsOf(publication, term.junctions, speech),
				};
			})
			.toSorted((a, b) => collator.compare(a.term, b.term)),
	};
};
