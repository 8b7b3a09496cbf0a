import { trackView } from '#publishing/views.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { house, speech } }) => {
	const edition = house.publication.current;
	return {
		groups: edition.parts.trackGroups.map((group) => ({
			id: group.id,
			name: speech.wording(group.name),
			tracks: edition.tracks
				.filter((track) => track.group === group.id)
				.map((track) => ({
					...trackView(edition, track, speech),
					summary: speech.wording(track.texts).text.summary,
					count: edition.junctions.filter((junction) => junction.tracks.includes(track.code)).length,
				})),
		})),
	};
};
