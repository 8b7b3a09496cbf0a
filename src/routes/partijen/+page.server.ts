import { partyView } from '#publishing/views.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { house, speech } }) => {
	const edition = house.publication.current;
	return {
		parties: edition.parties.map((party) => ({
			...partyView(party, speech),
			summary: speech.wording(party.texts).text.summary,
			count: edition.junctions.filter((junction) => junction.parties.includes(party.id)).length,
		})),
	};
};
