import { found } from '#platform/refusals.ts';
import { templateSize } from '../../template-files.server.ts';
import { body, item, junctionsOf } from '../../texts.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ params, locals: { house, speech } }) => {
	const { publication } = house;
	const template = found(publication.templateAt(params.sjabloon));
	const card = template.card === null ? undefined : publication.card(template.card);
	return {
		...body(publication, template, speech),
		file: speech.href(`/sjablonen/${template.address}.odt`),
		size: templateSize(publication, template, speech),
		card: card ? item(card.texts, `/werkvormen/${card.address}`, speech, ({ summary }) => summary) : null,
		junctions: junctionsOf(publication, template.junctions, speech),
	};
};
