import type { Edition } from '#guide/edition.ts';
import type { Issues, Typed } from '#platform/forms.ts';
import type { Municipalities, Municipality } from './municipality.ts';

/** A district (WK) or neighbourhood (BU) as Statistics Netherlands knew it in a year: borders and codes change. */
export interface AreaCode {
	code: string;
	year: number;
}

/** Which neighbourhood a project is for, and how it is gone about there. */
export interface Facts {
	name: string;
	/** Null for a project of which nobody said it yet. */
	municipality: Municipality | null;
	codes: AreaCode[];
	/** The area in words, where statistical borders do not fit. */
	area: string | null;
	archetype: string | null;
	/** Null is the newest released. */
	edition: string | null;
	/** `2027` or `2027-03`. */
	plannedStart: string | null;
	plannedEnd: string | null;
	/** For how many years it is kept once its work has ended. */
	keptYears: number;
	/** Whether colleagues of its organisation see how far it is, and nothing else of it. */
	isShown: boolean;
}

/** What a form about these facts holds, each field checked by itself. */
export interface Given {
	naam: string;
	gemeente: string;
	codes: string[];
	jaar: string;
	gebied: string;
	type: string;
	editie: string;
	begin: string | null;
	eind: string | null;
}

export type FactsGiven = Omit<Facts, 'keptYears' | 'isShown'>;

/** What the fields say together, or what is to be mended. `editions` and `municipalities` are those there are. */
export function factsFrom(
	given: Given,
	municipalities: Municipalities,
	editions: readonly Edition[],
): { ok: true; facts: FactsGiven } | { ok: false; issues: Issues } {
	const issues: Issues = {};
	const looked = municipalities.find(given.gemeente);
	if (!looked.ok) issues.gemeente = looked.issue;
	if (given.codes.length > 0 && given.jaar === '') issues.jaar = 'projects.yearMissing';
	const edition = editions.find(({ id }) => id === given.editie);
	if (!edition) issues.editie = 'projects.editionMissing';
	else if (given.type !== '' && !edition.parts.archetypes.some(({ id }) => id === given.type)) issues.type = 'projects.typeElsewhere';
	if (given.begin !== null && given.eind !== null && isBefore(given.eind, given.begin)) issues.eind = 'projects.endBeforeStart';
	if (!looked.ok || !edition || Object.keys(issues).length > 0) return { ok: false, issues };
	const { naam: name, codes, jaar, gebied, type, begin: plannedStart, eind: plannedEnd } = given;
	return {
		ok: true,
		facts: {
			...{ name, plannedStart, plannedEnd, municipality: looked.municipality, edition: edition.id },
			codes: [...new Set(codes)].map((code) => ({ code, year: Number(jaar) })),
			area: gebied === '' ? null : gebied,
			archetype: type === '' ? null : type,
		},
	};
}

/** A year alone is not before a month of it. */
function isBefore(one: string, other: string): boolean {
	const length = Math.min(one.length, other.length);
	return one.slice(0, length) < other.slice(0, length);
}

/** A year or a month as it was typed (`2027`, `3-2027`) as it is kept (`2027`, `2027-03`); null when it is neither. */
export function periodFrom(typed: string): string | null {
	const [, month, year] = /^(?:(\d{1,2})[-/ ])?(\d{4})$/.exec(typed.trim()) ?? [];
	if (!year || Number(year) < 1990 || Number(year) > 2100) return null;
	if (month === undefined) return year;
	return Number(month) >= 1 && Number(month) <= 12 ? `${year}-${month.padStart(2, '0')}` : null;
}

/** The same the other way round, as people write it: `03-2027`. */
export const periodAsTyped = (period: string | null): string => (period ?? '').split('-').toReversed().join('-');

/** The area codes as one line for reading: `BU03440101 (2024), WK034402 (2024)`. */
export const codesTold = (codes: readonly AreaCode[]): string =>
	codes
		.map(({ code, year }) => `${code} (${year})`)
		.toSorted()
		.join(', ');

/** What was typed, to be shown again. */
export const typedOf = ({ codes, begin, eind, ...given }: Given): Typed => ({
	...given,
	...{ codes: codes.join(' '), begin: periodAsTyped(begin), eind: periodAsTyped(eind) },
});

/** What stands in the form of a project. The years of several codes are one in the form: the newest. */
export const asTyped = ({ name, municipality, codes, area, archetype, edition, plannedStart, plannedEnd }: Facts): Typed => ({
	...{ naam: name, gemeente: municipality?.name ?? '', gebied: area ?? '', type: archetype ?? '', editie: edition ?? '' },
	codes: codes.map(({ code }) => code).join(' '),
	jaar: codes.length === 0 ? '' : String(Math.max(...codes.map(({ year }) => year))),
	...{ begin: periodAsTyped(plannedStart), eind: periodAsTyped(plannedEnd) },
});
