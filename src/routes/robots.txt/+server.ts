import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = ({ locals: { house } }) => {
	const lines = [
		'User-agent: *',
		'Disallow: /zoeken',
		'Disallow: /en/zoeken',
		'Disallow: /inloggen',
		'Disallow: /en/inloggen',
		'',
		`Sitemap: ${house.settings.origin}/sitemap.xml`,
		'',
	];
	return new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
