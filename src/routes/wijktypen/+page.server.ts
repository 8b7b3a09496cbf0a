import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { house, speech } }) => ({
	items: house.publication.current.parts.archetypes.map(({ id, texts }) => {
		const { text } = speech.wording(texts);
		return { href: speech.href(`/wijktypen/${id}`), title: text.name, summary: text.summary };
	}),
});
