import { CARD_BLOCKS } from '#guide/card.ts';
import { found } from '#platform/refusals.ts';
import { blockIn } from '#publishing/findables.ts';
import { rendering } from '#publishing/views.ts';
import { templateSize } from '../../template-files.server.ts';
import { item, junctionsOf, noteOn } from '../../texts.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ params, locals: { house, speech } }) => {
	const { publication } = house;
	const card = found(publication.cardAt(params.werkvorm));
	const { text, language } = speech.wording(card.texts);
	const texts = rendering(publication, publication.current, speech);
	return {
		text,
		lang: speech.foreign({ language }),
		note: noteOn(publication, card, speech),
		minutes: card.minutes,
		blocks: CARD_BLOCKS.flatMap((block) => {
			const wording = blockIn(card.texts, block, speech.language);
			return wording ? [{ block, html: texts.html(wording.text), lang: speech.foreign(wording) }] : [];
		}),
		junctions: junctionsOf(publication, card.junctions, speech),
		templates: publication
			.templatesOf(card)
			.map((template) =>
				item(
					template.texts,
					`/sjablonen/${template.address}`,
					speech,
					({ summary }) => summary,
					`ODT, ${templateSize(publication, template, speech)}`,
				),
			),
		sources: card.sources,
	};
};
