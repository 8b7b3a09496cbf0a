import { item } from '../texts.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { house, speech } }) => ({
	items: house.publication.parts.news.map((news) =>
		item(news.texts, `/nieuws/${news.address}`, speech, ({ summary }) => summary, speech.day(news.date)),
	),
});
