import type { Edition } from '#guide/edition.ts';
import type { Junction } from '#guide/junction.ts';
import { referencesIn } from '#guide/reference.ts';
import { destinationOf } from './destinations.ts';
import type { ManuscriptFile, Problem } from './manuscript.ts';
import type { Publication } from './publication.ts';

/** Remembers which file a thing came from, so that what is found wrong later can still be pointed at. */
export type Origins = WeakMap<object, ManuscriptFile>;

/** What only shows when everything lies side by side: double ids and addresses, links to nothing, lineage that breaks off. */
export function weigh(publication: Publication, files: Iterable<ManuscriptFile>, origins: Origins): Problem[] {
	const problems = weighReferences(publication, files);
	const at = (thing: object, key: readonly PropertyKey[], message: string) => {
		const file = origins.get(thing);
		problems.push({ file: file?.path ?? 'content', line: file?.lineOf(key) ?? 1, message });
	};
	const unique = <T extends object>(
		things: T[],
		what: string,
		key: string,
		identify: (thing: T) => string | number,
		ownerOf: (thing: T) => object = (thing) => thing,
	) => {
		const first = new Map<string | number, T>();
		for (const thing of things) {
			const value = identify(thing);
			const other = first.get(value);
			if (other)
				at(ownerOf(thing), [key], `${what} "${value}" is also that of ${origins.get(ownerOf(other))?.path}; expected one of its own`);
			else first.set(value, thing);
		}
	};

	const { editions, cards, templates, terms, law, stories, news, pages } = publication.parts;
	unique(editions, 'the edition', 'id', (edition) => edition.id);
	for (const [index, edition] of editions.entries()) {
		const before = edition.parts.follows;
		if (index === 0 ? before !== null : before !== editions[index - 1]?.id) {
			at(edition, ['follows'], `follows "${before}": expected editions in one line, each after another that exists`);
		}
		weighEdition(edition, publication.before(edition), at, unique);
	}
	for (const kind of [cards, templates, stories, news, pages]) {
		unique<{ id: string }>(kind, 'the id', 'id', ({ id }) => id);
		unique<{ address: string; section?: string }>(kind, 'the address', 'title', ({ address, section }) =>
			section ? `${section}/${address}` : address,
		);
	}
	for (const kind of [terms, law]) unique<{ id: string }>(kind, 'the id', 'id', ({ id }) => id);
	unique(
		terms.flatMap((term) => [term.texts.nl.term, ...term.texts.nl.forms].map((form) => ({ term, form: form.toLowerCase() }))),
		'the form',
		'forms',
		({ form }) => form,
		({ term }) => term,
	);
	for (const thing of [...cards, ...templates, ...terms, ...law, ...stories]) {
		for (const [index, id] of thing.junctions.entries()) {
			if (!publication.current.junction(id)) at(thing, ['junctions', index], `"${id}" is no junction of the current edition`);
		}
	}
	for (const template of templates) {
		if (template.card !== null && !publication.card(template.card)) at(template, ['card'], `"${template.card}" is no method card`);
	}
	return problems;
}

type At = (thing: object, key: readonly PropertyKey[], message: string) => void;
type Unique = <T extends object>(
	things: T[],
	what: string,
	key: string,
	identify: (thing: T) => string | number,
	ownerOf?: (thing: T) => object,
) => void;

function weighEdition(edition: Edition, before: Edition | undefined, at: At, unique: Unique): void {
	const { phases, tracks, parties, junctions } = edition;
	const { series, trackGroups, retired } = edition.parts;
	unique(phases, 'the phase', 'number', (phase) => phase.number);
	unique(tracks, 'the track', 'code', (track) => track.code);
	unique(parties, 'the party', 'id', (party) => party.id);
	unique(junctions, 'the id', 'id', (junction) => junction.id);
	unique(junctions, 'the number', 'number', (junction) => junction.number);
	unique(junctions, 'the address', 'title', (junction) => junction.address);
	if (phases.length === 0) at(edition, [], 'expected at least one file in phases/');
	if (tracks.length === 0) at(edition, [], 'expected at least one file in tracks/');
	for (const track of tracks) {
		if (!trackGroups.some((group) => group.id === track.group)) at(track, ['group'], `"${track.group}" is no track group of edition.yaml`);
	}
	unique(edition.parts.archetypes, 'the archetype', 'id', (archetype) => archetype.id);
	for (const archetype of edition.parts.archetypes) {
		for (const [key, ids] of [
			['first', archetype.first],
			['skip', archetype.skip],
		] as const) {
			for (const [index, id] of ids.entries()) {
				if (!edition.junction(id)) at(archetype, [key, index], `"${id}" is no junction of edition ${edition.id}`);
			}
		}
	}
	for (const [index, one] of series.entries()) {
		if (!edition.phase(one.phase)) at(edition, ['series', index, 'phase'], `there is no phase ${one.phase}`);
	}
	for (const [index, { id }] of retired.entries()) {
		if (edition.junction(id)) at(edition, ['retired', index], `"${id}" is retired and still has a file`);
		if (!before?.junction(id)) at(edition, ['retired', index], `"${id}" is no junction of the edition before`);
	}
	for (const junction of junctions) weighJunction(edition, before, junction, at);
	for (const gone of before?.junctions ?? []) {
		const goesOn = junctions.some((one) => one.id === gone.id || one.splitFrom.includes(gone.id) || one.mergedFrom.includes(gone.id));
		if (!goesOn && !retired.some(({ id }) => id === gone.id)) {
			at(
				edition,
				['retired'],
				`"${gone.id}" of edition ${before?.id} goes on nowhere; expected the same id, split-from, merged-from or retired`,
			);
		}
	}
}

function weighJunction(edition: Edition, before: Edition | undefined, junction: Junction, at: At): void {
	const { phase, tracks, parties, series, links, splitFrom, mergedFrom } = junction;
	if (!edition.phase(phase)) at(junction, ['phase'], `there is no phase ${phase} in edition ${edition.id}`);
	if (Number(junction.number.split('.')[0]) !== phase) at(junction, ['number'], `number ${junction.number} does not lie in phase ${phase}`);
	for (const [index, code] of tracks.entries()) {
		if (!edition.tracks.some((track) => track.code === code))
			at(junction, ['tracks', index], `"${code}" is no track of edition ${edition.id}`);
	}
	for (const [index, id] of parties.entries()) {
		if (!edition.party(id)) at(junction, ['parties', index], `"${id}" is no party of edition ${edition.id}`);
	}
	if (series !== null && !edition.parts.series.some((one) => one.id === series && one.phase === phase)) {
		at(junction, ['series'], `"${series}" is no series of phase ${phase}`);
	}
	for (const [index, { kind, to }] of links.entries()) {
		if (to === junction.id) at(junction, ['links', index, kind], 'a junction cannot link to itself');
		else if (!edition.junction(to)) at(junction, ['links', index, kind], `"${to}" is no junction of edition ${edition.id}`);
		else if (links.findIndex((other) => other.to === to) !== index) at(junction, ['links', index, kind], `"${to}" is linked twice`);
	}
	for (const id of Object.keys(junction.texts.en?.why ?? {})) {
		if (!links.some(({ to }) => to === id)) at(junction, ['links'], `the translation gives a reason for "${id}", which is not linked`);
	}
	for (const [key, ids] of [
		['split-from', splitFrom],
		['merged-from', mergedFrom],
	] as const) {
		for (const [index, id] of ids.entries()) {
			if (!before?.junction(id)) at(junction, [key, index], `"${id}" is no junction of the edition before`);
		}
	}
}

/** Links in running text that lead nowhere, with the line on which they stand. */
function weighReferences(publication: Publication, files: Iterable<ManuscriptFile>): Problem[] {
	const problems: Problem[] = [];
	for (const file of files) {
		const edition = publication.edition(/^editions\/([^/]+)\//.exec(file.path)?.[1] ?? '') ?? publication.current;
		for (const [index, line] of file.body.split('\n').entries()) {
			for (const reference of referencesIn(line)) {
				if (destinationOf(publication, edition, reference)) continue;
				problems.push({ file: file.path, line: file.bodyLine + index, message: `${reference.kind}:${reference.id} leads nowhere` });
			}
		}
	}
	return problems;
}
