import type { MessageKey, Speech } from '#platform/messages.ts';
import { LEVEL_NAMES } from '#projects/level.ts';
import { ITEM_NAMES, WAYS } from '#talks/line.ts';
import { AGREEMENT_NAMES, type Remark, type SharedItem, STATE_NAMES } from '#talks/shared.ts';

const COLUMNS: readonly MessageKey[] = [
	'talks.kind',
	'talks.party',
	'talks.wording',
	'talks.state',
	'talks.owner',
	'talks.remark',
	'talks.agreement',
	'logbook.way',
	'projects.level',
	'talks.sharedOn',
];

/** What stands above the columns in a spreadsheet. */
export const sharedHeadings = ({ say }: Speech): string[] => COLUMNS.map((column) => say(column));

/** A shared item as a row of it. Days stand as spreadsheets sort them: 2026-11-22. */
export const sharedRow = (item: SharedItem, remarks: readonly Remark[], { say }: Speech): string[] => [
	say(ITEM_NAMES[item.kind]),
	item.party,
	item.text,
	say(STATE_NAMES[item.state]),
	item.ownerName,
	remarks
		.filter(({ text }) => text !== '')
		.map(({ at, text }) => `${at.slice(0, 10)}: ${text}`)
		.join('\n'),
	item.agreement === null ? '' : say(AGREEMENT_NAMES[item.agreement]),
	say(WAYS[item.channel]),
	say(LEVEL_NAMES[item.level]),
	item.sharedAt.slice(0, 10),
];

/** A shared item as programs read it. Times are ISO-8601 in UTC. */
export const sharedData = (item: SharedItem, remarks: readonly Remark[]) => ({
	...{ id: item.id, kind: item.kind, party: item.party, text: item.text, state: item.state, owner: item.ownerName },
	...{ agreement: item.agreement, channel: item.channel, level: item.level, version: item.version },
	...{ sharedAt: item.sharedAt, changedAt: item.changedAt },
	remarks: remarks.map(({ at, authorName, ownerName, state, text }) => ({ at, by: authorName, owner: ownerName, state, text })),
});
