import type { Edition } from '#guide/edition.ts';
import { CHANNEL_NAMES } from '#logbook/entry.ts';
import type { MessageKey, Speech } from '#platform/messages.ts';
import type { Contact } from '#stakeholders/involvement/contact.ts';
import { methodPlaceTold, rhythmGroupTold, silenceTold, stateTold, wayTold } from '#stakeholders/involvement/telling.ts';

const COLUMNS: readonly MessageKey[] = [
	'stakeholders.party',
	'stakeholders.groupTitle',
	'stakeholders.from',
	'stakeholders.until',
	'stakeholders.way',
	'stakeholders.purpose',
	'stakeholders.methodPlace',
	'stakeholders.seesToIt',
	'stakeholders.state',
	'stakeholders.outcome',
	'logbook.way',
];

/** What stands above the columns of all moments in a spreadsheet. */
export const involvementHeadings = ({ say }: Speech): string[] => COLUMNS.map((column) => say(column));

/** A row for each moment and for each silence. Days stand as spreadsheets sort them; a silence that lasts has no last day. */
export function involvementRows(contact: Contact, edition: Edition, speech: Speech, today: string): string[][] {
	const { say } = speech;
	const who = [contact.stakeholder.facts.name, rhythmGroupTold(contact.group, speech)];
	return [
		...contact.involvements.map((one) => [
			...[...who, one.plan.from, one.plan.until, wayTold(one.plan, speech), one.plan.purpose],
			...[methodPlaceTold(one.plan, edition, speech), one.ownerName, stateTold(one, today, speech), one.note],
			say(CHANNEL_NAMES[one.channel]),
		]),
		...contact.quiet.silences.map((silence) => [
			...[...who, silence.from, silence.until ?? '', say('stakeholders.silent'), silenceTold(silence, today, speech)],
			...['', '', '', '', ''],
		]),
	];
}
