import type { Edition } from '#guide/edition.ts';
import type { Junction } from '#guide/junction.ts';
import type { Reference, ReferenceKind } from '#guide/reference.ts';
import { type InLanguages, inLanguage, type Language, pathIn, type Wording } from '#platform/languages.ts';
import type { Page } from './page.ts';
import type { Publication } from './publication.ts';

/** Where a reference leads: the Dutch path, and what it is called there. */
export interface Destination {
	path: string;
	title: (language: Language) => Wording<string>;
	/** The phase of a junction, to be shown beside its title. */
	phase?: number;
}

/** The page of a junction. The current edition has the plain address; others stand under their own. */
export function junctionPath(publication: Publication, edition: Edition, junction: Junction): string {
	const page = `/knooppunten/${junction.address}`;
	return edition === publication.current ? page : `/edities/${edition.id}${page}`;
}

/** Public bodies are asked to have their accessibility statement at a known address. */
export const pagePath = (page: Page): string => (page.id === 'toegankelijkheid' ? '/toegankelijkheid' : `/${page.section}/${page.address}`);

const titled = (texts: InLanguages<{ title: string }>) => (language: Language) => {
	const { text, language: found } = inLanguage(texts, language);
	return { text: text.title, language: found };
};
const named = (texts: InLanguages<{ name: string }>) => (language: Language) => {
	const { text, language: found } = inLanguage(texts, language);
	return { text: text.name, language: found };
};

const finders: Record<ReferenceKind, (publication: Publication, edition: Edition, id: string) => Destination | undefined> = {
	knooppunt(publication, edition, id) {
		const junction = edition.junction(id);
		return junction && { path: junctionPath(publication, edition, junction), title: titled(junction.texts), phase: junction.phase };
	},
	werkvorm(publication, _, id) {
		const card = publication.card(id);
		return card && { path: `/werkvormen/${card.address}`, title: titled(card.texts) };
	},
	verhaal(publication, _, id) {
		const story = publication.story(id);
		return story && { path: `/praktijkverhalen/${story.address}`, title: titled(story.texts) };
	},
	sjabloon(publication, _, id) {
		const template = publication.template(id);
		return template && { path: `/sjablonen/${template.address}`, title: titled(template.texts) };
	},
	pagina(publication, _, id) {
		const page = publication.page(id);
		return page && { path: pagePath(page), title: titled(page.texts) };
	},
	fase(publication, _, id) {
		const phase = publication.current.phase(Number(id));
		return phase && { path: `/fasen/${phase.address}`, title: named(phase.texts) };
	},
	spoor(publication, _, id) {
		const track = publication.current.track(id);
		return track && { path: `/sporen/${track.code.toLowerCase()}`, title: named(track.texts) };
	},
	woord(publication, _, id) {
		const term = publication.term(id);
		if (!term) return undefined;
		const title = (language: Language) => {
			const { text, language: found } = inLanguage(term.texts, language);
			return { text: text.term, language: found };
		};
		return { path: `/woorden#${term.id}`, title };
	},
	wet(publication, _, id) {
		const link = publication.parts.law.find((one) => one.id === id);
		return link && { path: `/wet#${link.id}`, title: titled(link.texts) };
	},
	type(publication, _, id) {
		const archetype = publication.current.parts.archetypes.find((one) => one.id === id);
		return archetype && { path: `/wijktypen/${archetype.id}`, title: named(archetype.texts) };
	},
	partij(publication, _, id) {
		const party = publication.current.party(id);
		return party && { path: `/partijen/${party.id}`, title: named(party.texts) };
	},
};

/** Finds where a reference leads, seen from one edition. */
export function destinationOf(publication: Publication, edition: Edition, { kind, id }: Reference): Destination | undefined {
	return Object.hasOwn(finders, kind) ? finders[kind as ReferenceKind](publication, edition, id) : undefined;
}

export const hrefOf = (destination: Destination, language: Language): string => pathIn(language, destination.path);
