import { CHANNELS, type Channel, KINDS, type Kind } from './entry.ts';

/** Which entries are asked for. Without anything, the newest of all that somebody may read. */
export interface Question {
	kind?: Kind | undefined;
	/** The id of a junction. */
	junction?: string | undefined;
	/** Who wrote it or has to do it, by pseudonym. */
	person?: string | undefined;
	/** Days, the last one included. */
	from?: string | undefined;
	until?: string | undefined;
	channel?: Channel | undefined;
	/** A part of the project; empty for what belongs to the whole. */
	part?: string | undefined;
	/** Words to be found in it. */
	words?: string | undefined;
	/** Only actions that are not done. */
	isOpen?: boolean | undefined;
	/** Only what is locked in the database, or only what is not. */
	isLocked?: boolean | undefined;
	/** The entry where the page before ended. */
	before?: Cursor | undefined;
	limit?: number | undefined;
}

export interface Cursor {
	happenedOn: string;
	id: string;
}

/** What somebody chose to see, as it stands in the address. */
export const FILTER_NAMES = ['q', 'soort', 'knooppunt', 'wie', 'van', 'tot', 'weg', 'deel', 'open', 'voor'] as const;
export type Filter = Record<(typeof FILTER_NAMES)[number], string>;

/** How the whole of a project stands in an address, where that of a part would. */
export const WHOLE = 'geheel';
const LONGEST = 200;

export function filterIn(query: URLSearchParams): Filter {
	const text = (name: string) => (query.get(name) ?? '').replaceAll('\u0000', '').toWellFormed().slice(0, LONGEST).trim();
	return Object.fromEntries(FILTER_NAMES.map((name) => [name, text(name)])) as Filter;
}

const given = (text: string) => (text === '' ? undefined : text);
const dayIn = (text: string) => (isDay(text) ? text : undefined);

/** What cannot be understood does not narrow anything. */
export function questionOf(filter: Filter): Question {
	const [, happenedOn = '', id = ''] = /^(\d{4}-\d\d-\d\d)_([\w-]{1,40})$/.exec(filter.voor) ?? [];
	return {
		kind: KINDS.find((one) => one === filter.soort),
		junction: given(filter.knooppunt),
		person: given(filter.wie),
		from: dayIn(filter.van),
		until: dayIn(filter.tot),
		channel: CHANNELS.find((one) => one === filter.weg),
		part: filter.deel === WHOLE ? '' : given(filter.deel),
		words: given(filter.q),
		isOpen: filter.open === 'ja' || undefined,
		before: id === '' ? undefined : { happenedOn, id },
	};
}

export const cursorAt = ({ happenedOn, id }: Cursor): string => `${happenedOn}_${id}`;

/** Whether this is a day of the calendar, such as 2026-11-22. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
	const at = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const CALENDAR = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });
/** The day it is on calendars in the Netherlands. */
export const dayOf = (now: Date): string => CALENDAR.format(now);
/** A day some days later or, below zero, earlier. */
export const daysAfter = (day: string, days: number): string =>
	new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
