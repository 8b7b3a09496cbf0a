import * as v from 'valibot';
import { ORGANISATION_KINDS } from '#organisations/organisation.ts';
import { line, oneOf, tick } from '#platform/forms.ts';
import { LANGUAGES } from '#platform/languages.ts';
import { domainOf, isMailAddress } from '#platform/letters/addresses.ts';
import { SHORTEST_PASSWORD } from './account.ts';

/** The forms of this folder. Field names are Dutch: people meet them in addresses and in what their browser remembers. */

const mail = v.pipe(line('accounts.addressMissing', 254), v.check(isMailAddress, 'accounts.addressWrong'));
const newPassword = v.pipe(
	v.string(),
	v.nonEmpty('accounts.passwordMissing'),
	v.minLength(SHORTEST_PASSWORD, 'accounts.passwordShort'),
	v.maxLength(1000, 'accounts.passwordLong'),
);
const code = v.pipe(v.string(), v.trim(), v.nonEmpty('accounts.codeMissing'), v.maxLength(100, 'accounts.codeWrong'));

export const SIGN_IN = v.object({
	adres: v.pipe(v.string(), v.trim(), v.nonEmpty('accounts.addressMissing'), v.maxLength(254, 'accounts.addressWrong')),
	wachtwoord: v.pipe(v.string(), v.nonEmpty('accounts.passwordMissing'), v.maxLength(1000, 'accounts.wrong')),
});
export const CODE = v.object({ code });
export const SET_UP = v.object({
	installatie: line('accounts.installationMissing', 80),
	organisatie: line('accounts.organisationMissing', 120),
	soort: oneOf(ORGANISATION_KINDS, 'accounts.kindMissing'),
	naam: line('accounts.nameMissing', 120),
	adres: mail,
	wachtwoord: newPassword,
	voorbeeld: tick,
});
export const INVITE = v.object({
	naam: line('accounts.nameMissing', 120),
	adres: mail,
	taal: oneOf(LANGUAGES, 'accounts.languageMissing'),
	beheerder: tick,
});
export const ACCEPT = v.object({ naam: line('accounts.nameMissing', 120), wachtwoord: newPassword });
export const FORGOTTEN = v.object({ adres: mail });
export const RESET = v.object({ wachtwoord: newPassword });
export const CHANGE_PASSWORD = v.object({
	huidigwachtwoord: v.pipe(v.string(), v.nonEmpty('accounts.passwordMissing')),
	wachtwoord: newPassword,
});

export const NEW_ADDRESS = v.object({ adres: mail });
export const RESET_FACTOR = v.object({ reden: line('accounts.resetReasonMissing', 500) });

/** Words of a line, in the order in which they were typed. */
const words = (longest: number) =>
	v.pipe(
		v.string(),
		v.maxLength(longest, 'platform.tooLong'),
		v.transform((text) => text.split(/[\s,;]+/).filter(Boolean)),
	);
const optionalSecret = v.pipe(v.string(), v.trim(), v.maxLength(500, 'platform.tooLong'));
const domains = v.pipe(
	words(1000),
	v.nonEmpty('accounts.domainsMissing'),
	v.transform((names) => names.map((name) => name.replace(/^@/, ''))),
	v.check((names) => names.every((name) => isMailAddress(`iemand@${name}`)), 'accounts.domainsWrong'),
	v.transform((names) => names.map((name) => domainOf(`iemand@${name}`))),
);
export const OWN_DATA = v.object({ naam: line('accounts.nameMissing', 120), taal: oneOf(LANGUAGES, 'accounts.languageMissing') });
export const ERASE = v.object({ adres: line('accounts.addressMissing', 254) });
export const ERASE_COLLEAGUE = v.object({
	adres: line('accounts.addressMissing', 254),
	opvolger: v.pipe(v.string(), v.maxLength(100, 'platform.tooLong')),
});
export const PROVIDER = v.object({
	uitgever: line('accounts.issuerMissing', 300),
	client: line('accounts.clientIdMissing', 200),
	clientwachtwoord: optionalSecret,
	domeinen: domains,
	instaan: v.pipe(
		words(1000),
		v.check((values) => values.every((value) => /^[\x21-\x7e]+$/.test(value)), 'accounts.vouchersWrong'),
	),
});
