import { redirect } from '@sveltejs/kit';
import { letsThrough, NO_FILTER } from '#guide/filter.ts';
import { found } from '#platform/refusals.ts';
import { byPhase, trackView } from '#publishing/views.ts';
import { body } from '../../texts.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ params, locals: { house, speech } }) => {
	const { publication } = house;
	const edition = publication.current;
	const track = found(edition.track(params.spoor));
	const address = track.code.toLowerCase();
	if (params.spoor !== address) redirect(301, speech.href(`/sporen/${address}`));
	const group = edition.parts.trackGroups.find(({ id }) => id === track.group);
	return {
		track: { ...trackView(edition, track, speech), ...body(publication, track, speech) },
		group: group ? speech.wording(group.name) : null,
		phases: byPhase(publication, edition, (junction) => letsThrough({ ...NO_FILTER, track: track.code }, junction), speech),
	};
};
