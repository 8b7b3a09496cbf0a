import * as v from 'valibot';
import { INVITE } from '#accounts/forms.ts';
import { ORGANISATION_KINDS } from '#organisations/organisation.ts';
import { line, oneOf } from '#platform/forms.ts';

const { naam, adres, taal } = INVITE.entries;

export const FIRST_ADMINISTRATOR = v.object({ naam, adres, taal });
export const FOUND = v.object({
	organisatie: line('accounts.organisationMissing', 120),
	soort: oneOf(ORGANISATION_KINDS, 'accounts.kindMissing'),
	naam,
	adres,
	taal,
});
