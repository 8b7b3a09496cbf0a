import { redirect } from '@sveltejs/kit';
import { tracksFromTop } from '#guide/map/layout.ts';
import { found } from '#platform/refusals.ts';
import { junctionView } from '#publishing/views.ts';
import { body } from '../../texts.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ params, locals: { house, speech } }) => {
	const { publication } = house;
	const edition = publication.current;
	const byNumber = /^\d+$/.test(params.fase) ? edition.phase(Number(params.fase)) : undefined;
	if (byNumber) redirect(301, speech.href(`/fasen/${byNumber.address}`));
	const phase = found(edition.phaseAt(params.fase));
	const neighbour = (number: number) => {
		const other = edition.phase(number);
		return other ? { name: speech.wording(other.texts).text.name, number, href: speech.href(`/fasen/${other.address}`) } : null;
	};
	const junctions = edition.inPhase(phase.number);
	const view = (junction: (typeof junctions)[number]) => junctionView(publication, edition, junction, speech);
	return {
		phase: { number: phase.number, ...body(publication, phase, speech) },
		lines: tracksFromTop(edition),
		junctions: junctions.map(view),
		decisions: junctions.filter((junction) => junction.decision).map(view),
		series: edition.parts.series
			.filter((series) => series.phase === phase.number)
			.map((series) => {
				const inside = edition.inSeries(series);
				return {
					id: series.id,
					name: speech.wording(series.name),
					from: inside[0]?.number ?? '',
					to: inside.at(-1)?.number ?? '',
					first: view(inside[0] as (typeof junctions)[number]).href,
					count: inside.length,
				};
			}),
		previous: neighbour(phase.number - 1),
		next: neighbour(phase.number + 1),
	};
};
