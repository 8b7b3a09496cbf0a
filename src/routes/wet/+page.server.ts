import { layOut } from '#guide/map/layout.ts';
import { spokenStop } from '#guide/map/spoken.ts';
import { byPhase, junctionView, rendering, trackView } from '#publishing/views.ts';
import { junctionsOf } from '../texts.ts';
import type { PageServerLoad } from './$types.ts';

/** The method read a second time, along the chain of laws, plans and decisions. */
export const load: PageServerLoad = ({ locals: { house, speech } }) => {
	const { publication } = house;
	const edition = publication.current;
	const texts = rendering(publication, edition, speech);
	const touched = new Set(publication.parts.law.flatMap(({ junctions }) => junctions));
	const titlesAt = (id: string) => publication.lawFor(id).map((link) => speech.wording(link.texts).text.title);
	return {
		chain: publication.parts.law.map((link) => {
			const { text, language } = speech.wording(link.texts);
			return {
				id: link.id,
				kind: link.kind,
				title: text.title,
				who: text.who,
				status: texts.html(text.status),
				html: texts.html(text.body),
				lang: speech.foreign({ language }),
				checked: link.checked,
				sources: link.sources,
				junctions: junctionsOf(publication, link.junctions, speech).map((junction) => ({
					...junction,
					note: text.notes[junction.id] ?? '',
				})),
			};
		}),
		map: layOut(edition, {
			junction: (junction) => speech.wording(junction.texts).text.short,
			phase: (phase) => speech.wording(phase.texts).text,
		}),
		stops: new Map(
			edition.junctions.map((junction) => {
				const view = junctionView(publication, edition, junction, speech);
				const titles = titlesAt(junction.id);
				return [
					junction.id,
					{ href: view.href, spoken: spokenStop(edition, view, speech), goal: titles.join(' · '), quiet: !touched.has(junction.id) },
				];
			}),
		),
		tracks: edition.tracks.map((track) => trackView(edition, track, speech)),
		phaseHrefs: edition.phases.map((phase) => ({ number: phase.number, href: speech.href(`/fasen/${phase.address}`) })),
		phases: byPhase(publication, edition, ({ id }) => touched.has(id), speech),
	};
};
