import { themeSheet } from '#design/theme.ts';
import { found } from '#platform/refusals.ts';
import type { RequestHandler } from './$types.ts';

/** The theme of this installation. Its address changes with its text, so it may be kept for good. */
export const GET: RequestHandler = ({ locals: { house } }) => {
	const theme = found(house.settings.theme);
	return new Response(themeSheet(theme), {
		headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' },
	});
};
