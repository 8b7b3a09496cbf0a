import { redirect } from '@sveltejs/kit';
import { fateOf } from '#guide/lineage.ts';
import { found } from '#platform/refusals.ts';
import { byPhase, junctionView } from '#publishing/views.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ params, locals: { house, speech } }) => {
	const { publication } = house;
	const edition = found(publication.edition(params.editie));
	if (edition === publication.current) redirect(302, speech.href('/'));
	const next = publication.parts.editions.find((other) => other.parts.follows === edition.id);
	return {
		name: speech.wording(edition.parts.name).text,
		summary: speech.wording(edition.parts.summary).text,
		phases: byPhase(publication, edition, () => true, speech),
		fates: next
			? edition.junctions.map((junction) => {
					const fate = fateOf(junction, next);
					return {
						id: junction.id,
						older: junctionView(publication, edition, junction, speech),
						kind: fate.kind,
						newer: fate.junctions.map((one) => junctionView(publication, next, one, speech)),
						reason: fate.kind === 'retired' && fate.reason ? speech.wording(fate.reason).text : null,
					};
				})
			: [],
	};
};
