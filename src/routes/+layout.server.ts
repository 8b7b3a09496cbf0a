import { createHash } from 'node:crypto';
import type { LayoutServerLoad } from './$types.ts';

export const load: LayoutServerLoad = ({ locals, url }) => {
	const { house, speech, path, account } = locals;
	const { theme, origin } = house.settings;
	return {
		language: speech.language,
		path,
		/** The address as a whole, without the query: what search engines should keep. */
		canonical: origin + speech.href(path),
		origin,
		query: url.search,
		typed: url.searchParams.get('q') ?? '',
		signedIn: account !== null,
		themeHref: theme === null ? null : `/huisstijl.css?${createHash('sha256').update(theme).digest('hex').slice(0, 12)}`,
	};
};
