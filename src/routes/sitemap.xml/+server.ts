import { LANGUAGES, pathIn } from '#platform/languages.ts';
import { escapeXml } from '#platform/xml.ts';
import { pagePath } from '#publishing/destinations.ts';
import type { RequestHandler } from './$types.ts';

/** Every page a search engine may show, in each language, tied to its translation. */
export const GET: RequestHandler = ({ locals: { house } }) => {
	const { publication, settings } = house;
	const { current, parts } = publication;
	const paths = [
		...[
			'/',
			'/fasen',
			'/sporen',
			'/partijen',
			'/werkvormen',
			'/praktijkverhalen',
			'/sjablonen',
			'/woorden',
			'/wet',
			'/wijktypen',
			'/edities',
			'/nieuws',
			'/over',
			'/hulp',
		],
		...current.phases.map(({ address }) => `/fasen/${address}`),
		...current.tracks.map(({ code }) => `/sporen/${code.toLowerCase()}`),
		...current.parties.map(({ id }) => `/partijen/${id}`),
		...current.junctions.map(({ address }) => `/knooppunten/${address}`),
		...current.parts.archetypes.map(({ id }) => `/wijktypen/${id}`),
		...parts.cards.map(({ address }) => `/werkvormen/${address}`),
		...parts.stories.map(({ address }) => `/praktijkverhalen/${address}`),
		...parts.templates.map(({ address }) => `/sjablonen/${address}`),
		...parts.news.map(({ address }) => `/nieuws/${address}`),
		...parts.pages.map(pagePath),
	];
	const at = (path: string) => escapeXml(settings.origin + path);
	const entries = [...new Set(paths)].flatMap((path) => {
		const others = LANGUAGES.map(
			(language) => `<xhtml:link rel="alternate" hreflang="${language}" href="${at(pathIn(language, path))}"/>`,
		).join('');
		return LANGUAGES.map((language) => `<url><loc>${at(pathIn(language, path))}</loc>${others}</url>`);
	});
	const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${entries.join('\n')}\n</urlset>\n`;
	return new Response(xml, { headers: { 'content-type': 'application/xml; charset=utf-8' } });
};
