import { pagePath } from '#publishing/destinations.ts';
import { item } from '../texts.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { house, speech } }) => {
	const pages = house.publication.pagesIn('hulp').map((page) => ({ category: page.category?.nl ?? '', page }));
	return {
		categories: [...Map.groupBy(pages, ({ category }) => category).values()].map((group) => ({
			name: group[0]?.page.category ? speech.wording(group[0].page.category).text : '',
			items: group.map(({ page }) => item(page.texts, pagePath(page), speech, ({ summary }) => summary)),
		})),
	};
};
