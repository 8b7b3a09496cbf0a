import { pagePath } from '#publishing/destinations.ts';
import { item } from '../texts.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { house, speech } }) => ({
	items: house.publication.pagesIn('over').map((page) => item(page.texts, pagePath(page), speech, ({ summary }) => summary)),
});
