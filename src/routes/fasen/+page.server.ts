import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { house, speech } }) => {
	const edition = house.publication.current;
	return {
		phases: edition.phases.map((phase) => {
			const { text, language } = speech.wording(phase.texts);
			return {
				number: phase.number,
				text,
				language,
				href: speech.href(`/fasen/${phase.address}`),
				count: edition.inPhase(phase.number).length,
			};
		}),
	};
};
