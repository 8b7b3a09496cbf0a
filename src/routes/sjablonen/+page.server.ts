import { templateSizes } from '../template-sizes.server.ts';
import { item } from '../texts.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { house, speech } }) => {
	const sizes = templateSizes(house.publication, speech);
	return {
		items: house.publication.parts.templates.map((template) =>
			item(template.texts, `/sjablonen/${template.address}`, speech, ({ summary }) => summary, `ODT, ${sizes[template.address]}`),
		),
	};
};
