import { templateSize } from '../template-files.server.ts';
import { item } from '../texts.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { house, speech } }) => {
	const { publication } = house;
	return {
		items: publication.parts.templates.map((template) =>
			item(
				template.texts,
				`/sjablonen/${template.address}`,
				speech,
				({ summary }) => summary,
				`ODT, ${templateSize(publication, template, speech)}`,
			),
		),
	};
};
