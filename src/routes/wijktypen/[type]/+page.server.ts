import type { Junction } from '#guide/junction.ts';
import { tracksFromTop } from '#guide/map/layout.ts';
import { found } from '#platform/refusals.ts';
import { junctionView, rendering } from '#publishing/views.ts';
import { noteOn } from '../../texts.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ params, locals: { house, speech } }) => {
	const { publication } = house;
	const edition = publication.current;
	const archetype = found(edition.parts.archetypes.find(({ id }) => id === params.type));
	const { text, language } = speech.wording(archetype.texts);
	const view = (id: string) => junctionView(publication, edition, edition.junction(id) as Junction, speech);
	return {
		text,
		html: rendering(publication, edition, speech).html(text.body),
		lang: speech.foreign({ language }),
		note: noteOn(publication, archetype, speech),
		lines: tracksFromTop(edition),
		first: archetype.first.map(view),
		skip: archetype.skip.map(view),
	};
};
