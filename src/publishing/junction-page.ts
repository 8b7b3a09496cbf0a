import type { Edition, Neighbour } from '#guide/edition.ts';
import { type Filter, isOpen, letsThrough, queryOf } from '#guide/filter.ts';
import { BLOCKS, type Block, type Junction } from '#guide/junction.ts';
import { forebearsOf } from '#guide/lineage.ts';
import { tracksFromTop } from '#guide/map/layout.ts';
import { inLanguage, type Language, type Wording } from '#platform/languages.ts';
import type { Speech } from '#platform/messages.ts';
import { junctionPath } from './destinations.ts';
import { blockIn } from './findables.ts';
import type { Publication } from './publication.ts';
import { junctionView, rendering } from './views.ts';

/** Everything the page of one junction shows, worded for one reader. */
export function junctionPage(publication: Publication, edition: Edition, junction: Junction, filter: Filter, speech: Speech) {
	const texts = rendering(publication, edition, speech);
	const view = junctionView(publication, edition, junction, speech);
	const phase = edition.phase(junction.phase);
	const series = edition.seriesOf(junction);
	const inSeries = series ? edition.inSeries(series) : [];
	const isCurrent = edition === publication.current;
	const step = (other: Junction | undefined) => {
		if (!other) return null;
		const { text, language } = speech.wording(other.texts);
		return {
			id: other.id,
			number: other.number,
			title: { text: text.title, language },
			href: speech.href(junctionPath(publication, edition, other)) + queryOf(filter),
		};
	};
	const around = (list: Junction[]) => ({ previous: step(list[list.indexOf(junction) - 1]), next: step(list[list.indexOf(junction) + 1]) });
	const neighbour = ({ junction: other, kind, writtenBy, direction }: Neighbour) => ({
		kind,
		direction,
		phase: other.phase,
		...(step(other) as NonNullable<ReturnType<typeof step>>),
		why: whyOf(writtenBy, writtenBy === junction ? other : junction, speech.language),
	});
	const phaseText = phase && speech.wording(phase.texts);
	return {
		view,
		edition: { id: edition.id, isCurrent, name: speech.wording(edition.parts.name) },
		note: speech.language !== 'nl' && publication.isStale(junction) ? speech.say('publishing.stale') : null,
		lines: tracksFromTop(edition),
		phase:
			phase && phaseText
				? {
						number: phase.number,
						name: { text: phaseText.text.name, language: phaseText.language },
						href: speech.href(`/fasen/${phase.address}`),
					}
				: null,
		blocks: BLOCKS.flatMap((block) => {
			const wording = blockIn(junction.texts, block, speech.language);
			return wording ? [{ block, html: { text: texts.html(wording.text), language: wording.language } }] : [];
		}) satisfies { block: Block; html: Wording<string> }[],
		description: view.goal?.text ?? view.title.text,
		series: series
			? {
					name: speech.wording(series.name),
					place: inSeries.indexOf(junction) + 1,
					of: inSeries.length,
					junctions: inSeries.map((other) => ({ ...(step(other) as NonNullable<ReturnType<typeof step>>), here: other === junction })),
					...around(inSeries),
				}
			: null,
		inPhase: around(edition.inPhase(junction.phase)),
		filtered: isOpen(filter)
			? null
			: {
					href: `${speech.href('/')}${queryOf(filter)}#lijst`,
					...around(edition.junctions.filter((other) => letsThrough(filter, other) || other === junction)),
				},
		neighbours: edition.neighboursOf(junction).map(neighbour),
		cards: isCurrent
			? publication.cardsFor(junction.id).map((card) => ({
					...titled(card.texts, speech.language),
					href: speech.href(`/werkvormen/${card.address}`),
					minutes: card.minutes,
				}))
			: [],
		templates: isCurrent
			? publication.templatesFor(junction.id).map((template) => ({
					...titled(template.texts, speech.language),
					address: template.address,
					href: speech.href(`/sjablonen/${template.address}`),
				}))
			: [],
		stories: isCurrent
			? publication.storiesFor(junction.id).map((story) => {
					const { text, language } = inLanguage(story.texts, speech.language);
					return {
						title: { text: text.title, language },
						teaser: { text: text.teaser, language },
						place: story.place,
						municipality: story.municipality,
						href: speech.href(`/praktijkverhalen/${story.address}`),
					};
				})
			: [],
		law: isCurrent
			? publication.lawFor(junction.id).map((link) => {
					const { text, language } = speech.wording(link.texts);
					return {
						id: link.id,
						title: { text: text.title, language },
						note: { text: text.notes[junction.id] ?? '', language },
						checked: link.checked,
						href: speech.href(`/wet#${link.id}`),
					};
				})
			: [],
		sources: junction.sources,
		otherEditions: otherEditions(publication, edition, junction, speech),
	};
}

export type JunctionPage = ReturnType<typeof junctionPage>;

function titled(texts: Parameters<typeof inLanguage<{ title: string; summary: string }>>[0], language: Language) {
	const { text, language: found } = inLanguage(texts, language);
	return { title: { text: text.title, language: found }, summary: { text: text.summary, language: found } };
}

function whyOf(writtenBy: Junction, other: Junction, language: Language): Wording<string> | null {
	const translated = writtenBy.texts[language]?.why[other.id];
	if (translated !== undefined) return { text: translated, language };
	const dutch = writtenBy.texts.nl.why[other.id];
	return dutch === undefined ? null : { text: dutch, language: 'nl' };
}

/** The same junction in the edition before, or in the one after. */
function otherEditions(publication: Publication, edition: Edition, junction: Junction, speech: Speech) {
	const before = publication.before(edition);
	const older = before ? forebearsOf(junction, before).map((one) => ({ edition: before, junction: one, compare: true })) : [];
	const after = publication.parts.editions.find((other) => other.parts.follows === edition.id);
	const newer = after
		? after.junctions
				.filter((one) => forebearsOf(one, edition).includes(junction))
				.map((one) => ({ edition: after, junction: one, compare: false }))
		: [];
	return [...newer, ...older].map(({ edition: other, junction: one, compare }) => {
		const { text, language } = speech.wording(one.texts);
		return {
			edition: speech.wording(other.parts.name),
			title: { text: text.title, language },
			href: speech.href(junctionPath(publication, other, one)),
			difference: compare ? speech.href(`${junctionPath(publication, edition, junction)}/verschil/${one.id}`) : null,
		};
	});
}
