import { filterFrom, isOpen, letsThrough, queryOf } from '#guide/filter.ts';
import { layOut, tracksFromTop } from '#guide/map/layout.ts';
import { spokenStop } from '#guide/map/spoken.ts';
import { junctionView, partyView, trackView } from '#publishing/views.ts';
import type { PageServerLoad } from './$types.ts';
import { filterGroups } from './filter-groups.ts';

export const load: PageServerLoad = ({ locals, url }) => {
	const { house, speech } = locals;
	const { publication } = house;
	const edition = publication.current;
	const filter = filterFrom(url.searchParams, edition);
	const query = queryOf(filter);
	const views = edition.junctions.map((junction) => {
		const view = junctionView(publication, edition, junction, speech);
		return { ...view, href: view.href + query, shown: letsThrough(filter, junction) };
	});
	const shown = views.filter((view) => view.shown);
	const party = filter.party === null ? null : edition.party(filter.party);
	const track = filter.track === null ? null : edition.track(filter.track);
	return {
		map: layOut(edition, {
			junction: (junction) => speech.wording(junction.texts).text.short,
			phase: (phase) => speech.wording(phase.texts).text,
		}),
		stops: new Map(
			views.map((view) => [
				view.id,
				{ href: view.href, spoken: spokenStop(edition, view, speech), goal: view.goal?.text ?? '', quiet: !view.shown },
			]),
		),
		lines: tracksFromTop(edition),
		tracks: edition.tracks.map((one) => trackView(edition, one, speech)),
		phases: edition.phases.map((phase) => {
			const { text, language } = speech.wording(phase.texts);
			return {
				number: phase.number,
				name: { text: text.name, language },
				href: speech.href(`/fasen/${phase.address}`),
				junctions: shown.filter((view) => view.phase === phase.number),
			};
		}),
		filter: {
			open: isOpen(filter),
			groups: filterGroups(edition, filter, speech),
			count: shown.length,
			party: party ? partyView(party, speech).name : null,
			track: track ? trackView(edition, track, speech).name : null,
		},
		first: shown[0] ?? null,
		counts: { phases: edition.phases.length, tracks: edition.tracks.length, junctions: edition.junctions.length },
	};
};
