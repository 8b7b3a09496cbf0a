import { CARD_BLOCKS } from '#guide/card.ts';
import { BLOCKS } from '#guide/junction.ts';
import { type InLanguages, inLanguage, LANGUAGES, type Language, type Wording } from '#platform/languages.ts';
import type { Findable } from '#search/finding.ts';
import { junctionPath } from './destinations.ts';
import type { Publication } from './publication.ts';
import { type Rendering, renderingFor } from './rendering.ts';

/** Everything public that can be found, in the order of the guide, for readers of each language. */
export function findablesOf(publication: Publication): Findable[] {
	return LANGUAGES.flatMap((language) => {
		const rendering = renderingFor(publication, publication.current, language, '');
		return [
			...junctions(publication, language, rendering),
			...cards(publication, language, rendering),
			...simple('praktijkverhaal', publication.parts.stories, '/praktijkverhalen', 'teaser', language, rendering, labelsOf(publication)),
			...simple('sjabloon', publication.parts.templates, '/sjablonen', 'summary', language, rendering, labelsOf(publication)),
			...terms(publication, language, rendering),
			...law(publication, language, rendering),
			...archetypes(publication, language, rendering),
			...simple('nieuws', publication.parts.news, '/nieuws', 'summary', language, rendering, () => []),
			...simple('hulp', publication.pagesIn('hulp'), '/hulp', 'summary', language, rendering, () => []),
			...simple('over', publication.pagesIn('over'), '/over', 'summary', language, rendering, () => []),
		];
	});
}

function junctions(publication: Publication, language: Language, rendering: Rendering): Findable[] {
	const { current } = publication;
	return current.junctions.map((junction) => {
		const inReaders = inLanguage(junction.texts, language);
		const blocks = BLOCKS.flatMap((block) => blockIn(junction.texts, block, language) ?? []);
		const [lead = plainly(inReaders, () => ''), ...body] = blocks.map((block) => plainly(block, rendering.plain));
		return {
			kind: 'knooppunt',
			language,
			path: junctionPath(publication, current, junction),
			title: plainly(inReaders, (text) => text.title),
			aliases: junction.aliases,
			lead,
			body,
			labels: labelsOf(publication)({ junctions: [junction.id] }),
		};
	});
}

function cards(publication: Publication, language: Language, rendering: Rendering): Findable[] {
	return publication.parts.cards.map((card) => {
		const inReaders = inLanguage(card.texts, language);
		return {
			kind: 'werkvorm',
			language,
			path: `/werkvormen/${card.address}`,
			title: plainly(inReaders, (text) => text.title),
			aliases: [],
			lead: plainly(inReaders, (text) => text.summary),
			body: CARD_BLOCKS.flatMap((block) => blockIn(card.texts, block, language) ?? []).map((block) => plainly(block, rendering.plain)),
			labels: labelsOf(publication)(card),
		};
	});
}

function simple<Lead extends string, Text extends Record<'title' | 'body' | Lead, string>>(
	kind: Findable['kind'],
	things: { address: string; junctions?: string[]; texts: InLanguages<Text> }[],
	folder: string,
	lead: Lead,
	language: Language,
	rendering: Rendering,
	labels: (thing: { junctions: string[] }) => string[],
): Findable[] {
	return things.map((thing) => {
		const inReaders = inLanguage(thing.texts, language);
		return {
			kind,
			language,
			path: `${folder}/${thing.address}`,
			title: plainly(inReaders, (text) => text.title),
			aliases: [],
			lead: plainly(inReaders, (text) => text[lead]),
			body: [plainly(inReaders, (text) => rendering.plain(text.body))],
			labels: labels({ junctions: thing.junctions ?? [] }),
		};
	});
}

const terms = (publication: Publication, language: Language, rendering: Rendering): Findable[] =>
	publication.parts.terms.map(({ id, texts, junctions }) => {
		const wording = inLanguage(texts, language);
		return {
			kind: 'woord',
			language,
			path: `/woorden#${id}`,
			title: plainly(wording, ({ term }) => term),
			aliases: wording.text.forms,
			lead: plainly(wording, ({ short }) => short),
			body: [plainly(wording, ({ body }) => rendering.plain(body))],
			labels: labelsOf(publication)({ junctions }),
		};
	});

const law = (publication: Publication, language: Language, rendering: Rendering): Findable[] =>
	publication.parts.law.map(({ id, texts, junctions }) => {
		const wording = inLanguage(texts, language);
		return {
			kind: 'wet',
			language,
			path: `/wet#${id}`,
			title: plainly(wording, ({ title }) => title),
			aliases: [],
			lead: plainly(wording, ({ status }) => rendering.plain(status)),
			body: [plainly(wording, ({ body }) => rendering.plain(body))],
			labels: labelsOf(publication)({ junctions }),
		};
	});

const archetypes = (publication: Publication, language: Language, rendering: Rendering): Findable[] =>
	publication.current.parts.archetypes.map(({ id, texts, first }) => {
		const wording = inLanguage(texts, language);
		return {
			kind: 'wijktype',
			language,
			path: `/wijktypen/${id}`,
			title: plainly(wording, ({ name }) => name),
			aliases: [],
			lead: plainly(wording, ({ summary }) => summary),
			body: [plainly(wording, ({ body }) => rendering.plain(body))],
			labels: labelsOf(publication)({ junctions: first }),
		};
	});

/** A thing is found under the phases, tracks and parties of the junctions it belongs to. */
const labelsOf =
	(publication: Publication) =>
	({ junctions }: { junctions: string[] }): string[] => [
		...new Set(
			junctions.flatMap((id) => {
				const junction = publication.current.junction(id);
				if (!junction) return [];
				return [
					`fase:${junction.phase}`,
					...junction.tracks.map((code) => `spoor:${code.toLowerCase()}`),
					...junction.parties.map((party) => `partij:${party}`),
				];
			}),
		),
	];

const plainly = <T>({ text, language }: Wording<T>, plain: (text: T) => string): Wording<string> => ({ text: plain(text), language });

/** One block in the reader's language, or in Dutch where the translation does not have it yet. */
export function blockIn<Name extends string>(
	texts: InLanguages<{ blocks: Partial<Record<Name, string>> }>,
	block: Name,
	language: Language,
): Wording<string> | null {
	const translated = texts[language]?.blocks[block];
	if (translated !== undefined) return { text: translated, language };
	const dutch = texts.nl.blocks[block];
	return dutch === undefined ? null : { text: dutch, language: 'nl' };
}
