import { CHANNEL_NAMES, type Entry, FIELDS, type Field, KIND_NAMES } from '#logbook/entry.ts';
import type { MessageKey, Speech } from '#platform/messages.ts';
import { LEVEL_NAMES } from '#projects/level.ts';
import type { PartNamed } from './entry-data.ts';

const FIELD_NAMES: Record<Field, MessageKey> = {
	title: 'logbook.title',
	url: 'logbook.url',
	text: 'logbook.text',
	why: 'logbook.why',
	by: 'logbook.by',
	ground: 'logbook.ground',
	alternatives: 'logbook.alternatives',
	consequences: 'logbook.consequences',
};

const COLUMNS: readonly MessageKey[] = [
	'logbook.happenedOn',
	'logbook.kind',
	...FIELDS.map((field) => FIELD_NAMES[field]),
	'logbook.junctions',
	'exports.author',
	'logbook.enteredAt',
	'logbook.way',
	'projects.level',
	'projects.part',
	'logbook.owner',
	'logbook.due',
	'logbook.doneOn',
	'logbook.doneNote',
	'logbook.confirmedLabel',
	'exports.removed',
];

/** What stands above the columns of a logbook in a spreadsheet. */
export const headingsOf = ({ say }: Speech): string[] => COLUMNS.map((column) => say(column));

/** An entry as a row of it. Days stand as spreadsheets sort them: 2026-11-22. */
export function rowOf(
	entry: Entry,
	{ say }: Speech,
	{ partNamed, junctionNamed }: { partNamed: PartNamed; junctionNamed: (junction: string) => string },
): string[] {
	const { words, action, confirmed, removed } = entry;
	const mark = (one: { at: string; name: string } | null) => (one === null ? '' : `${one.at.slice(0, 10)} ${one.name}`.trim());
	return [
		entry.happenedOn,
		say(KIND_NAMES[entry.kind]),
		...FIELDS.map((field) => words[field] ?? ''),
		entry.junctions.map(junctionNamed).join('; '),
		entry.authorName,
		entry.enteredAt.slice(0, 10),
		say(CHANNEL_NAMES[entry.channel]),
		say(LEVEL_NAMES[entry.level]),
		partNamed(entry.subproject) ?? '',
		action?.ownerName ?? '',
		action?.dueOn ?? '',
		action?.doneOn ?? '',
		action?.doneNote ?? '',
		mark(confirmed),
		mark(removed),
	];
}
