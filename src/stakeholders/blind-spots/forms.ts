import * as v from 'valibot';
import { text } from '#logbook/forms.ts';
import { type Issues, line, oneOf } from '#platform/forms.ts';
import { LONGEST_REASON, optionalLine } from '../forms.ts';
import { DAYS, PARTIES_ASKED } from './link.ts';
import type { Naming } from './named.ts';

const LONGEST_WHY = 1_000;

export const ASK_COLLEAGUES = v.object({
	vraag: line('stakeholders.questionMissing', 300),
	dagen: oneOf(DAYS, 'stakeholders.daysMissing'),
});

export const SET_ASIDE = v.object({ genoemd: v.string(), reden: text('stakeholders.asideReasonMissing', LONGEST_REASON) });

/** Each party has a number behind the names of its fields, from 1. */
const NUMBERS = Array.from({ length: PARTIES_ASKED }, (_, index) => index + 1);
const FIELDS = { naam: optionalLine, soort: v.string(), waarom: text(null, LONGEST_WHY), kent: optionalLine };

/** What a colleague without an account fills in. */
export const NAME_PARTIES = v.object({
	wie: optionalLine,
	...Object.fromEntries(NUMBERS.flatMap((number) => Object.entries(FIELDS).map(([name, schema]) => [`${name}-${number}`, schema]))),
} as v.ObjectEntries);

/** Whom the form names, and what is to be mended. A kind that the guide does not know is any other party. */
export function namedIn(values: Record<string, unknown>, kinds: readonly string[]): { by: string; parties: Naming[]; issues: Issues } {
	const said = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
	const parties = NUMBERS.map((number) => ({
		number,
		...{ name: said(`naam-${number}`), kind: kinds.find((kind) => kind === said(`soort-${number}`)) ?? '' },
		...{ why: said(`waarom-${number}`), knownBy: said(`kent-${number}`) },
	}));
	const isBegun = ({ name, why, knownBy }: Naming) => name !== '' || why !== '' || knownBy !== '';
	const begun = parties.filter(isBegun);
	const nameless = begun.length === 0 ? parties.slice(0, 1) : begun.filter(({ name }) => name === '');
	return {
		by: said('wie'),
		parties: begun.map(({ number: _, ...naming }) => naming),
		issues: Object.fromEntries(nameless.map(({ number }) => [`naam-${number}`, 'stakeholders.nameMissing' as const])),
	};
}
