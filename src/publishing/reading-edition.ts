import { addressOf } from '#guide/address.ts';
import { type Archetype, Edition, type EditionParts, type Party, type Phase, type Track } from '#guide/edition.ts';
import { type Junction, type JunctionText, LINK_KINDS } from '#guide/junction.ts';
import type { InLanguages } from '#platform/languages.ts';
import { JUNCTION_HEADINGS } from './blocks.ts';
import type { ManuscriptFile } from './manuscript.ts';
import { type Pair, type Reader, sourceFrom } from './reader.ts';
import * as schemas from './schemas.ts';

/** The editions of the method, each behind the one it follows. */
export function editionsIn(reader: Reader): Edition[] {
	const files = [...reader.files.values()].filter((file) => /^editions\/[^/]+\/edition\.yaml$/.test(file.path));
	if (files.length === 0) reader.problems.push({ file: 'editions', line: 1, message: 'expected a folder with an edition.yaml' });
	return inOrder(files.flatMap((file) => edition(reader, file)));
}

function edition(reader: Reader, file: ManuscriptFile): Edition[] {
	const front = reader.front(file, schemas.edition);
	if (!front) return [];
	const folder = file.path.slice(0, -'/edition.yaml'.length);
	const parts: EditionParts = {
		...front,
		name: words(front.name),
		summary: words(front.summary),
		released: front.released ?? null,
		follows: front.follows ?? null,
		trackGroups: front.trackGroups.map((group) => ({ ...group, name: words(group.name) })),
		series: front.series.map((series) => ({ ...series, name: words(series.name) })),
		archetypes: reader.pairs(`${folder}/archetypes`).flatMap((pair) => archetype(reader, pair)),
		retired: front.retired.map((retired) => ({ ...retired, reason: words(retired.reason) })),
		phases: reader
			.pairs(`${folder}/phases`)
			.flatMap((pair) => phase(reader, pair))
			.toSorted((a, b) => a.number - b.number),
		tracks: reader
			.pairs(`${folder}/tracks`)
			.flatMap((pair) => track(reader, pair))
			.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
		parties: reader
			.pairs(`${folder}/parties`)
			.flatMap((pair) => party(reader, pair))
			.toSorted((a, b) => a.order - b.order),
		junctions: [],
	};
	parts.junctions = reader
		.pairs(`${folder}/junctions`)
		.flatMap((pair) => junction(reader, pair))
		.toSorted((a, b) => a.phase - b.phase || (a.number < b.number ? -1 : 1));
	const edition = new Edition(parts);
	reader.origins.set(edition, file);
	return [edition];
}

function phase(reader: Reader, pair: Pair): Phase[] {
	const front = reader.front(pair.nl, schemas.phase.nl);
	if (!front) return [];
	const { number, ...nl } = front;
	const texts = reader.texts(pair, nl, schemas.phase.en, (file) => ({ body: file.body.trim() }));
	return [reader.from(pair, { number, address: `${number}-${addressOf(nl.name)}`, texts })];
}

function track(reader: Reader, pair: Pair): Track[] {
	const front = reader.front(pair.nl, schemas.track.nl);
	if (!front) return [];
	const { code, group, ...nl } = front;
	return [reader.from(pair, { code, group, texts: reader.texts(pair, nl, schemas.track.en, (file) => ({ body: file.body.trim() })) })];
}

function party(reader: Reader, pair: Pair): Party[] {
	const front = reader.front(pair.nl, schemas.party.nl);
	if (!front) return [];
	const { id, letter, order, ...nl } = front;
	const texts = reader.texts(pair, nl, schemas.party.en, (file, { name, plural }) => ({ plural: plural ?? name, body: file.body.trim() }));
	return [reader.from(pair, { id, letter, order, texts })];
}

function junction(reader: Reader, pair: Pair): Junction[] {
	const front = reader.front(pair.nl, schemas.junction.nl);
	if (!front) return [];
	const { title, short, links, series, address, 'split-from': splitFrom, 'merged-from': mergedFrom, sources, ...rest } = front;
	const told = links.flatMap((link) =>
		LINK_KINDS.flatMap((kind) => (link[kind] === undefined ? [] : [{ kind, to: link[kind], why: link.why }])),
	);
	const nl: JunctionText = {
		title,
		short,
		blocks: reader.blocks(pair.nl, JUNCTION_HEADINGS),
		why: Object.fromEntries(told.map(({ to, why }) => [to, why])),
	};
	const english = pair.en && reader.front(pair.en, schemas.junction.en);
	const texts: InLanguages<JunctionText> =
		pair.en && english ? { nl, en: { ...english, blocks: reader.blocks(pair.en, JUNCTION_HEADINGS) } } : { nl };
	const junction: Junction = {
		...rest,
		address: address ?? addressOf(title),
		series: series ?? null,
		links: told.map(({ kind, to }) => ({ kind, to })),
		splitFrom,
		mergedFrom,
		sources: sources.map(sourceFrom),
		texts,
	};
	return [reader.from(pair, junction)];
}

function archetype(reader: Reader, pair: Pair): Archetype[] {
	const front = reader.front(pair.nl, schemas.archetype.nl);
	if (!front) return [];
	const { id, first, skip, ...nl } = front;
	const texts = reader.texts(pair, nl, schemas.archetype.en, (file) => ({ body: file.body.trim() }));
	return [reader.from(pair, { id, first, skip, texts })];
}

const words = (wordings: { nl: string; en?: string | undefined }): InLanguages<string> =>
	wordings.en === undefined ? { nl: wordings.nl } : { nl: wordings.nl, en: wordings.en };

/** Puts editions behind the one they follow. One that cannot be placed is left to the weighing, which names it. */
function inOrder(editions: Edition[]): Edition[] {
	const placed: Edition[] = [];
	const waiting = new Set(editions);
	for (let moved = true; moved; ) {
		moved = false;
		for (const edition of waiting) {
			const before = edition.parts.follows;
			if (before !== null && !placed.some((other) => other.id === before)) continue;
			placed.push(edition);
			waiting.delete(edition);
			moved = true;
		}
	}
	return [...placed, ...waiting];
}
