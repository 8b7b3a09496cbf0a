import { themeSheet } from '#design/theme.ts';
import { found } from '#platform/refusals.ts';
import type { RequestHandler } from './$types.ts';

/** A theme that an organisation can choose. It is no secret, and its address changes with its text, so it may be kept for good. */
export const GET: RequestHandler = ({ params, locals: { house } }) =>
	new Response(themeSheet(found(house.themes.get(params.thema))), {
		headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' },
	});
