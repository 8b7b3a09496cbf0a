import { item } from '../texts.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { house, speech } }) => ({
	items: house.publication.parts.stories.map((story) =>
		item(story.texts, `/praktijkverhalen/${story.address}`, speech, ({ teaser }) => teaser, placeOf(story)),
	),
});

const placeOf = ({ place, municipality }: { place: string; municipality: string }) =>
	place === municipality ? place : `${place}, ${municipality}`;
