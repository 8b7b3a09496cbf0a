import { letsThrough, NO_FILTER } from '#guide/filter.ts';
import { found } from '#platform/refusals.ts';
import { byPhase, partyView } from '#publishing/views.ts';
import { body } from '../../texts.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ params, locals: { house, speech } }) => {
	const { publication } = house;
	const edition = publication.current;
	const party = found(edition.party(params.partij));
	const phases = byPhase(publication, edition, (junction) => letsThrough({ ...NO_FILTER, party: party.id }, junction), speech);
	return {
		party: { ...partyView(party, speech), ...body(publication, party, speech) },
		phases,
		first: phases[0]?.junctions[0] ?? null,
		decisions: phases.flatMap(({ junctions }) => junctions.filter(({ decision }) => decision)),
	};
};
