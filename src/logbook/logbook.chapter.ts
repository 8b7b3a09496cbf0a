import type { Edition } from '#guide/edition.ts';
import { type Block, type Chapter, type Fact, fact, heading, type Picture, paragraph, words } from '#paper/blocks.ts';
import type { Speech } from '#platform/messages.ts';
import { type Entry, FIELDS_OF, isDraft, KIND_NAMES, titleOf } from './entry.ts';
import type { Related } from './relating.server.ts';
import { RELATION_NAMES } from './relation.ts';
import { factsOf } from './telling.ts';

/** What goes on paper of a logbook; the reader may read all of it. */
export interface Chosen {
	entries: readonly Entry[];
	/** Between any entries; of those that do not go on paper nothing is told. */
	relations: readonly Related[];
	/** Names of parts, by their id. */
	parts: ReadonlyMap<string, string>;
	/** What was kept at an entry, by its id. */
	files: ReadonlyMap<string, Kept>;
}

/** A file that was kept, told in a line, and what it shows. */
export interface Kept {
	told: readonly string[];
	picture: Picture | null;
}

/** All that was decided, is to be done, was kept and noted, day by day, from the first day on. */
export function logbookChapter(chosen: Chosen, edition: Edition, speech: Speech): Chapter {
	const { say, day } = speech;
	const entries = chosen.entries.toSorted((one, other) => (one.happenedOn + one.id < other.happenedOn + other.id ? -1 : 1));
	const byId = new Map(entries.map((entry) => [entry.id, entry]));
	const blocks: Block[] = [];
	let [year, today] = ['', ''];
	for (const entry of entries) {
		if (!entry.happenedOn.startsWith(`${year}-`)) {
			year = entry.happenedOn.slice(0, 4);
			blocks.push(heading(2, year));
		}
		if (entry.happenedOn !== today) {
			today = entry.happenedOn;
			blocks.push(heading(3, day(today)));
		}
		blocks.push(...entryBlocks(entry, byId, chosen, edition, speech));
	}
	return { title: words(say('logbook.logbook')), blocks: blocks.length === 0 ? [paragraph(say('logbook.paperEmpty'))] : blocks };
}

function entryBlocks(entry: Entry, byId: ReadonlyMap<string, Entry>, chosen: Chosen, edition: Edition, speech: Speech): Block[] {
	const { say, moment } = speech;
	const { kind, removed } = entry;
	const called = (name: string) => name || say('logbook.somebodyGone');
	if (removed !== null) {
		const told = say('logbook.removedNote', { moment: moment(removed.at), name: called(removed.name), reason: removed.reason });
		return [heading(4, say(KIND_NAMES[kind])), paragraph(told)];
	}
	// A note is nothing but its text, which stands whole below.
	const title = kind === 'note' ? say(KIND_NAMES[kind]) : `${say(KIND_NAMES[kind])}: ${titleOf(entry)}`;
	const kept = chosen.files.get(entry.id);
	return [
		heading(4, isDraft(entry) ? `${title} (${say('logbook.draft')})` : title),
		...(entry.words.text === undefined ? [] : [paragraph(entry.words.text)]),
		{
			kind: 'facts',
			facts: [
				...wordsTold(entry, speech),
				...(kept?.told ?? []).map((one) => fact(say('logbook.file'), one)),
				...relationsTold(entry, byId, chosen, speech),
				...junctionsTold(entry, edition, speech),
				...factsOf(entry, speech, chosen.parts.get(entry.subproject ?? '') ?? null)
					.filter(({ label }) => !isUnderstood(entry, label, speech))
					.map(({ label, text }) => fact(label, text)),
			],
		},
		...(kept?.picture ? [{ kind: 'image' as const, picture: kept.picture }] : []),
	];
}

/** What need not be said on paper: the day stands above it, and a way or a level is only told where it is not the usual one. */
const isUnderstood = ({ channel, level }: Entry, label: string, { say }: Speech): boolean =>
	label === say('logbook.happenedOn') ||
	(label === say('logbook.way') && channel === 'screen') ||
	(label === say('projects.level') && level === 'internal');

const wordsTold = ({ kind, words: written }: Entry, { say }: Speech): Fact[] =>
	FIELDS_OF[kind].flatMap(({ name, label }) =>
		name === 'title' || name === 'text' || !written[name] ? [] : [fact(say(label), written[name])],
	);

/** What it is to others on this paper. Documents and links that belong to a decision are its sources, and are told as such. */
function relationsTold(entry: Entry, byId: ReadonlyMap<string, Entry>, { relations, files }: Chosen, { say, day }: Speech): Fact[] {
	return relations.flatMap(({ from, relation, to }) => {
		const other = byId.get(from === entry.id ? to : to === entry.id ? from : '');
		if (!other || other.removed !== null) return [];
		const title = `${titleOf(other)} (${day(other.happenedOn)})`;
		if (entry.kind === 'decision' && (other.kind === 'document' || other.kind === 'link'))
			return [
				fact(say('logbook.source'), [title, ...(other.words.url ? [other.words.url] : (files.get(other.id)?.told ?? []))].join('\n')),
			];
		const label = say(RELATION_NAMES[relation][from === entry.id ? 'to' : 'from']);
		return [fact(label.charAt(0).toUpperCase() + label.slice(1), `${say(KIND_NAMES[other.kind])}: ${title}`)];
	});
}

function junctionsTold({ junctions }: Entry, edition: Edition, { say, wording }: Speech): Fact[] {
	const told = junctions.flatMap((id) => {
		const junction = edition.junction(id);
		return junction ? [`${junction.number} ${wording(junction.texts).text.title}`] : [];
	});
	return told.length === 0 ? [] : [fact(say('logbook.junction'), told.join('\n'))];
}
