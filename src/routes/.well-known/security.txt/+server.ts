import type { RequestHandler } from './$types.ts';

const HALF_A_YEAR = 183 * 24 * 60 * 60 * 1000;

/** Where to report a weakness (RFC 9116). It has to expire; a running installation keeps renewing it. */
export const GET: RequestHandler = ({ locals: { house } }) => {
	const { origin } = house.settings;
	const expires = new Date(Math.floor((Date.now() + HALF_A_YEAR) / 86_400_000) * 86_400_000).toISOString();
	const lines = [
		`Contact: ${origin}/hulp/fout-melden`,
		`Expires: ${expires}`,
		'Preferred-Languages: nl, en',
		`Canonical: ${origin}/.well-known/security.txt`,
		'',
	];
	return new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } });
};
