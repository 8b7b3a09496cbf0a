import * as v from 'valibot';
import { ORGANISATION_KINDS } from '#organisations/organisation.ts';
import { line, oneOf, tick } from '#platform/forms.ts';
import { isMailAddress } from '#platform/letters/addresses.ts';
import { periodFrom } from './facts.ts';
import { INVITED_ROLES, MOST_AT_ONCE } from './invitation.ts';
import { ROLES } from './member.ts';

const LONGEST_AREA = 2_000;
/** As many as a neighbourhood can sensibly be made of. */
const MOST_CODES = 100;
const codes = v.pipe(
	v.string(),
	v.maxLength(2_000, 'platform.tooLong'),
	v.transform((text) =>
		text
			.toUpperCase()
			.split(/[\s,;]+/)
			.filter(Boolean),
	),
	v.check((all) => all.every((code) => /^(WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})$/.test(code)), 'projects.codesWrong'),
	v.maxLength(MOST_CODES, 'projects.codesTooMany'),
);
const year = v.pipe(
	v.string(),
	v.trim(),
	v.check((text) => text === '' || /^(199[5-9]|20\d\d)$/.test(text), 'projects.yearWrong'),
);
const period = v.pipe(
	v.string(),
	v.trim(),
	v.check((text) => text === '' || periodFrom(text) !== null, 'projects.periodWrong'),
	v.transform(periodFrom),
);
const one = v.pipe(v.string(), v.maxLength(100, 'platform.tooLong'));
const FACTS = {
	gemeente: line('projects.municipalityMissing', 100),
	naam: line('projects.nameMissing', 120),
	codes,
	jaar: year,
	gebied: v.pipe(v.string(), v.trim(), v.maxLength(LONGEST_AREA, 'platform.tooLong')),
	type: one,
	editie: one,
	begin: period,
	eind: period,
};
export const BEGIN = v.object({ ...FACTS, leider: line('projects.leaderMissing', 100) });
/** For how many years a closed project may be kept. */
export const KEPT_YEARS = ['1', '2', '5', '10', '20'] as const;
export const CHANGE = v.object({
	...FACTS,
	bewaren: oneOf(KEPT_YEARS, 'projects.keptMissing'),
	tonen: tick,
	reden: line('projects.changeReasonMissing', 300),
});
export const ADD = v.object({
	adres: line('accounts.addressMissing', 254),
	rol: oneOf(ROLES, 'projects.roleMissing'),
	deel: v.pipe(v.string(), v.maxLength(100, 'projects.partMissing')),
});
export const PART = v.object({ naam: line('projects.newPartMissing', 120) });
export const ROLE = v.object({
	rol: oneOf(ROLES, 'projects.roleMissing'),
	deel: v.pipe(v.string(), v.maxLength(100, 'projects.partMissing')),
	overdragen: tick,
});
export const OPEN = v.object({
	project: line('projects.nameOrIdMissing', 120),
	reden: v.pipe(v.string(), v.trim(), v.nonEmpty('projects.reasonMissing'), v.maxLength(1000, 'platform.tooLong')),
});
export const APPOINT = v.object({
	project: v.pipe(v.string(), v.maxLength(100, 'platform.tooLong')),
	leider: line('projects.leaderMissing', 100),
});

/** Several addresses, in the order in which they were typed, each once. */
const addresses = v.pipe(
	v.string(),
	v.maxLength(10_000, 'platform.tooLong'),
	v.transform((text) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))]),
	v.nonEmpty('projects.addressesMissing'),
	v.maxLength(MOST_AT_ONCE, 'projects.addressesTooMany'),
	v.check((all) => all.every(isMailAddress), 'projects.addressesWrong'),
);
export const INVITE = v.object({
	adressen: addresses,
	rol: oneOf(INVITED_ROLES, 'projects.roleMissing'),
	deel: v.pipe(v.string(), v.maxLength(100, 'projects.partMissing')),
	organisatie: line('projects.organisationMissing', 120),
	soort: oneOf(ORGANISATION_KINDS, 'accounts.kindMissing'),
});
export const DECLINE = v.object({ informeren: tick });
export const REOPEN = v.object({ reden: line('projects.reasonMissing', 300) });
