import { Feed } from 'feed';
import type { RequestHandler } from './$types.ts';

/** News and practice stories as an Atom feed, newest first. */
export const GET: RequestHandler = ({ locals: { house, speech } }) => {
	const { origin } = house.settings;
	const { news, stories } = house.publication.parts;
	const at = (path: string) => origin + speech.href(path);
	const entries = [
		...news.map((item) => ({ date: item.date, link: at(`/nieuws/${item.address}`), ...speech.wording(item.texts).text })),
		...stories.map((story) => {
			const { text } = speech.wording(story.texts);
			return { date: story.date, link: at(`/praktijkverhalen/${story.address}`), title: text.title, summary: text.teaser };
		}),
	].toSorted((a, b) => b.date.localeCompare(a.date) || a.link.localeCompare(b.link));
	const feed = new Feed({
		id: at('/'),
		link: at('/'),
		title: speech.say('publishing.feedTitle'),
		language: speech.language,
		updated: dayOf(entries[0]?.date ?? '1970-01-01'),
		copyright: 'EUPL-1.2',
		feedLinks: { atom: at('/feed.xml') },
	});
	for (const { date, link, title, summary } of entries) feed.addItem({ id: link, link, title, description: summary, date: dayOf(date) });
	return new Response(feed.atom1(), { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } });
};

const dayOf = (day: string) => new Date(`${day}T00:00:00Z`);
