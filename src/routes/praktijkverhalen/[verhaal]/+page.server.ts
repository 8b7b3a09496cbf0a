import { found } from '#platform/refusals.ts';
import { body, junctionsOf } from '../../texts.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ params, locals: { house, speech } }) => {
	const { publication } = house;
	const story = found(publication.storyAt(params.verhaal));
	return {
		...body(publication, story, speech),
		place: story.place,
		municipality: story.municipality,
		day: speech.day(story.date),
		source: story.source,
		junctions: junctionsOf(publication, story.junctions, speech),
	};
};
