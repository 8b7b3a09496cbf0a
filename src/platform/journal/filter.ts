import type { MessageKey } from '../messages.ts';
import type { Question } from './journal.ts';

/** Actions that are asked for together, by the word that stands in the address. */
export type Kinds = Readonly<Record<string, { name: MessageKey; actions: readonly string[] }>>;

/** What somebody chose to see of a journal, as it stands in the address. */
export interface Filter {
	soort: string;
	/** A pseudonym. */
	wie: string;
	/** Days, the last one included. */
	van: string;
	tot: string;
	/** The number of the entry where the page before ended. */
	voor: string;
}

export const FILTER_NAMES = ['soort', 'wie', 'van', 'tot', 'voor'] as const satisfies (keyof Filter)[];
/** Whatever belongs to no kind. */
export const OTHER = 'anders';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const LONGEST = 40;
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', hour: 'numeric', hourCycle: 'h23' });

export const filterIn = (given: { get(name: string): unknown }): Filter => {
	const text = (name: string) => {
		const value = given.get(name);
		return typeof value === 'string' ? value.slice(0, LONGEST).replaceAll('\u0000', '') : '';
	};
	return { soort: text('soort'), wie: text('wie'), van: text('van'), tot: text('tot'), voor: text('voor') };
};

/** What cannot be understood does not narrow anything. */
export function questionOf({ soort, wie, van, tot, voor }: Filter, kinds: Kinds): Omit<Question, 'limit'> {
	return {
		actions: Object.hasOwn(kinds, soort) ? kinds[soort]?.actions : undefined,
		without: soort === OTHER ? Object.values(kinds).flatMap(({ actions }) => actions) : undefined,
		who: wie === '' ? undefined : wie,
		from: beginningOf(van),
		until: beginningOf(tot, 1),
		before: /^[1-9]\d{0,8}$/.test(voor) ? Number(voor) : undefined,
	};
}

/** When a day begins, or one some days after it, on clocks in the Netherlands. Those never change between our midnight and that of UTC. */
export function beginningOf(day: string, later = 0): string | undefined {
	const midnight = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) + later * DAY : Number.NaN;
	if (Number.isNaN(midnight)) return undefined;
	return new Date(midnight - Number(CLOCK.format(midnight)) * HOUR).toISOString();
}
