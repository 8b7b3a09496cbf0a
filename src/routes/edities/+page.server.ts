import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { house, speech } }) => ({
	editions: house.publication.parts.editions.toReversed().map((edition) => ({
		href: speech.href(edition === house.publication.current ? '/' : `/edities/${edition.id}`),
		name: speech.wording(edition.parts.name).text,
		summary: speech.wording(edition.parts.summary).text,
		current: edition === house.publication.current,
	})),
});
